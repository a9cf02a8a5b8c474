import type { DenialLogSnapshot } from '../risk/index.js';
import type { Intent } from './intents.js';
import type { DeskSnapshot } from './leg-desk.js';
import type { SolvencySnapshot } from './solvency.js';
import type { BooksSnapshot } from './trading-books.js';
import type { WorkingEntry } from './working-orders.js';

/** Everything a loop changes while it runs, as plain data. */
export interface LoopSnapshot {
  readonly books: BooksSnapshot;
  readonly desks: readonly DeskSnapshot[];
  /** Actions passed, by leg. */
  readonly walks: readonly number[];
  readonly rows: readonly number[];
  readonly fresh: readonly number[];
  readonly intents: readonly Intent[];
  readonly working: readonly WorkingEntry[];
  readonly denials: DenialLogSnapshot;
  /** Expired and rejected orders, next id, last equity. */
  readonly counters: readonly number[];
  readonly lastTime: number | null;
  readonly lastRecorded: boolean;
  readonly solvency: SolvencySnapshot;
}
