import { BotError } from '@bot-v2/sdk';
import type { Cursor, PreparedColumn } from '@bot-v2/sdk';

/** The row all cursors of one leg stand at; written once a bar. */
export class RowClock {
  row = 0;
}

/**
 * A causal look at one column. The column itself is out of reach, so that neither `[t + 1]` nor `.buffer` leads to a
 * later row. One object for the whole run.
 */
export class ColumnCursor implements Cursor {
  #column: PreparedColumn;
  readonly #clock: RowClock;

  constructor(column: PreparedColumn, clock: RowClock) {
    this.#column = column;
    this.#clock = clock;
  }

  get now(): number {
    return this.#column[this.#clock.row]!;
  }

  /**
   * The value `k` bars ago; NaN before the first row.
   * @throws BOT_STRATEGY_LOOKAHEAD when k is negative or not an integer
   */
  ago(k: number): number {
    // Once, so that it cannot be one thing here and another below.
    const back = +k;
    // A row that is there needs no other question: asked one by one, they cost three times the reading.
    if (back >= 0) {
      const value = this.#column[this.#clock.row - back];
      if (value !== undefined) return value;
    }
    return this.#beyond(back);
  }

  /** The answer to an `ago` that no row of the past gives. */
  #beyond(k: number): number {
    const row = this.#clock.row - k;
    if (!(k >= 0) || row !== Math.floor(row)) refuse(k);
    return row < 0 ? NaN : this.#column[row]!;
  }

  /** Points a cursor at another column of the same name: after a frame has grown or was re-anchored. */
  static repoint(cursor: ColumnCursor, column: PreparedColumn): void {
    cursor.#column = column;
  }
}

function refuse(k: number): never {
  throw new BotError('BOT_STRATEGY_LOOKAHEAD', `ago(${k}) asks for a bar that has not closed`, {
    details: { ago: k },
    hint: 'Use ago(k) with an integer k ≥ 0: 0 is the bar that has just closed.',
  });
}
