import { BotError, errorData, isBotError, isFloat64Array, isInt8Array, resolveParams } from '@bot-v2/sdk';
import type { Bars, Columns, Interval, Orders, PrepareColumns, PreparedColumns, RunnableStrategy } from '@bot-v2/sdk';
import { ColumnCursor, RowClock } from '../cursors/index.js';
import type { LoopPolicies } from '../policies/index.js';
import { actionFactors, asOfView, forwardAdjusted } from '../price-view/index.js';
import { technicalAnalysis } from '../technical-analysis/index.js';
import type { HandedFrames } from './handed-frames.js';
import { longerBars } from './longer-bars.js';
import { Outbox } from './outbox.js';
import { copyState, foreignKind } from './plain-state.js';
import { MutablePositionView } from './position-view.js';

/** The one object a strategy's `onBar` receives. */
interface RunningContext {
  t: number;
  time: number;
  cols: Record<string, ColumnCursor>;
  readonly p: unknown;
  readonly account: MutablePositionView;
  state: unknown;
  out: Orders;
}

/** A frame as `prepare` saw it, and the columns it made of it. */
export interface PreparedFrame {
  readonly bars: Bars;
  readonly columns: PreparedColumns;
}

/** What a runtime is made of. */
export interface StrategyRuntimeSettings {
  readonly symbol: string;
  readonly strategy: RunnableStrategy;
  /** Given parameters: the strategy's schema checks them and fills in defaults. */
  readonly params?: unknown;
  /** Parameters that have been through the schema already: they are used as they are. */
  readonly resolved?: unknown;
  readonly inputs?: Columns | undefined;
  /** When given, `prepare` gets private copies of the prices, which are kept here. */
  readonly handed?: HandedFrames | undefined;
  /** From which row on it decides (default `warm-up`: the first that has the bars it asks for). */
  readonly firstDecision?: LoopPolicies['firstDecision'] | undefined;
}

/**
 * One strategy on one frame: prepares its columns on the prices that were known, walks its cursors, calls `onBar`, and
 * blames it by name when it fails.
 *
 * Prices of a raw frame are seen adjusted for the actions known at each row. A scale-free strategy gets one frame
 * anchored at the first row; any other one is prepared again at each action, anchored there, so that it sees the prices
 * that traded.
 */
export class StrategyRuntime {
  readonly strategy: RunnableStrategy;
  readonly params: unknown;
  readonly symbol: string;
  readonly account = new MutablePositionView();
  readonly out: Outbox;
  /** The first row that has the bars the strategy asks for. */
  readonly warmupRow: number;
  /** The first row that decides. */
  readonly firstRow: number;
  /** The frame and columns in use; null before the first row. */
  current: PreparedFrame | null = null;
  private frame: Bars | null = null;
  private readonly inputs: Columns;
  private readonly handed: HandedFrames | undefined;
  /** The row all cursors stand at. */
  readonly clock = new RowClock();
  private readonly context: RunningContext;
  /** View price ÷ raw price, by row; null when they are the same. */
  scale: Float64Array | null = null;
  /** First row of the next segment: the columns must be prepared anew there. */
  segmentEnd = Infinity;

  constructor(settings: StrategyRuntimeSettings) {
    this.strategy = settings.strategy;
    this.symbol = settings.symbol;
    this.inputs = settings.inputs ?? {};
    this.handed = settings.handed;
    this.params = settings.resolved ?? this.called(() => resolveParams(settings.strategy, settings.params ?? {}));
    const warmup = this.warmup();
    const { firstDecision = 'warm-up' } = settings;
    this.warmupRow = warmup;
    this.firstRow = firstDecision === 'first-bar' ? 0 : firstDecision === 'warm-up' ? warmup : warmup + 1;
    this.out = new Outbox(1);
    this.context = {
      t: -1,
      time: 0,
      cols: {},
      p: this.params,
      account: this.account,
      state: this.firstState(),
      out: this.out,
    };
  }

  /** The row `onBar` was called for last; −1 before the first. */
  get row(): number {
    return this.context.t;
  }

  /** The time it was given. */
  get time(): number {
    return this.context.time;
  }

  get state(): unknown {
    return this.context.state;
  }

  set state(state: unknown) {
    this.context.state = state;
  }

  /** View price ÷ raw price at a row. */
  scaleAt(row: number): number {
    return this.scale === null ? 1 : this.scale[row]!;
  }

  /** Binds a frame, or the same frame grown. Columns are prepared when a row is first visited. */
  bind(frame: Bars): void {
    this.frame = frame;
    this.segmentEnd = -1;
  }

  /** Binds prices as the strategy is to see them, which nobody else holds: they are neither adjusted nor copied. */
  bindView(view: Bars): void {
    this.frame = view;
    this.scale = null;
    this.segmentEnd = Infinity;
    this.adopt(view);
  }

  /** Lets go of frame and columns: the run is over. */
  release(): void {
    this.frame = null;
    this.current = null;
    this.context.cols = {};
  }

  /** Makes sure that the columns, and with them `scaleAt`, are those of `row`. */
  locate(row: number): void {
    if (row >= this.segmentEnd) this.prepareFor(row);
  }

  /** Cursors by column name, once columns have been prepared. */
  get cols(): Readonly<Record<string, ColumnCursor>> {
    return this.context.cols;
  }

  /** Stands at a row without deciding: its columns are prepared and its cursors show it. */
  seek(row: number): void {
    if (row >= this.segmentEnd) this.prepareFor(row);
    this.clock.row = row;
  }

  /** Lets the strategy's own code run at a row; what it throws is blamed on it. */
  guard(row: number, call: () => void): void {
    try {
      call();
    } catch (error) {
      this.fail(error, row);
    }
  }

  /** Stands at a row whose decision was read from its columns, which are prepared: `onBar` was not called. */
  stand(row: number, time: number): void {
    this.clock.row = row;
    this.context.t = row;
    this.context.time = time;
  }

  /** Calls `onBar` for the row that has just closed; its calls are then in `out`. `time` is that of the row. */
  run(row: number, time = this.frame!.time[row]!): void {
    if (row >= this.segmentEnd) this.prepareFor(row);
    try {
      this.step(row, time);
    } catch (error) {
      this.fail(error, row);
    }
  }

  /** Calls `onBar` for a row whose columns are prepared; what it throws is the caller's to blame on it. */
  step(row: number, time: number): void {
    this.stand(row, time);
    const answer: unknown = this.strategy.onBar(this.context as never);
    if (typeof answer === 'object' && answer !== null) refusePromise(answer, 'onBar');
  }

  /** Lets the strategy write to another outbox than its own, or, without one, to its own again. */
  sendTo(orders: Orders = this.out): void {
    this.context.out = orders;
  }

  /** Runs rows `firstRow … before − 1` against nothing: state is warmed, orders are dropped, the account is flat. */
  warm(before: number, capital: number): void {
    if (this.strategy.state === undefined) return;
    const { nextId } = this.out;
    for (let row = this.firstRow; row < before; row++) {
      this.account.reset(capital);
      this.run(row);
      this.out.clear();
      this.out.nextId = nextId;
    }
  }

  /** Calls code of the strategy outside any bar. */
  private called<T>(call: () => T): T {
    try {
      return call();
    } catch (error) {
      if (isBotError(error)) throw error;
      this.fail(error, -1);
    }
  }

  private firstState(): unknown {
    return this.checkedState(this.called(() => this.strategy.state?.()) ?? {});
  }

  /** What a state holds must be there again in a copy. */
  private checkedState(state: unknown): unknown {
    const foreign = this.called(() => foreignKind(state));
    if (foreign === null) return state;
    throw this.output(
      `its state holds a ${foreign}`,
      'Keep plain data: numbers, texts, arrays and objects of them; for a Map an object by key, for a Date its milliseconds, for a class its fields.',
    );
  }

  /** A copy of what the strategy remembers now. @throws BOT_STRATEGY_OUTPUT when a copy would lose some of it */
  copyOfState(): unknown {
    return copyState(this.checkedState(this.state));
  }

  private warmup(): number {
    let rows: unknown;
    try {
      rows = this.strategy.warmup(this.params);
    } catch (error) {
      this.fail(error, 0);
    }
    if (typeof rows === 'number' && Number.isInteger(rows) && rows >= 0) return rows;
    throw this.output(`warmup is ${String(rows)}`, 'Return a whole number of bars, 0 or more.');
  }

  private prepareFor(row: number): void {
    const frame = this.frame!;
    if (frame.basis !== 'raw' || this.strategy.scaleFree === true) {
      const view = forwardAdjusted(frame);
      this.scale = view.scale;
      this.segmentEnd = Infinity;
      this.adopt(this.own(view.bars));
      return;
    }
    const rows = actionFactors(frame, true).map((factor) => factor.row);
    const end = rows.find((action) => action > row) ?? frame.length;
    this.scale = null;
    this.segmentEnd = end === frame.length ? Infinity : end;
    if (rows.length === 0) this.adopt(this.own(frame));
    else {
      const view = asOfView(frame, end - 1);
      this.adopt(this.handed === undefined ? view : this.handed.own(view, () => asOfView(frame, end - 1)));
    }
  }

  /** The frame itself, or the private copy of it. */
  private own(frame: Bars): Bars {
    return this.handed === undefined ? frame : this.handed.copyOf(frame);
  }

  private adopt(view: Bars): void {
    const inputs = this.inputsFor(view);
    const { cols } = this.context;
    const columns = this.checkedColumns(view, 'prepare', view.length, () =>
      this.strategy.prepare(view, this.params, technicalAnalysis, inputs),
    );
    for (const name of Object.keys(columns)) {
      const cursor = Object.hasOwn(cols, name) ? cols[name] : undefined;
      if (cursor === undefined) cols[name] = new ColumnCursor(columns[name]!, this.clock);
      else ColumnCursor.repoint(cursor, columns[name]!);
    }
    this.current = { bars: view, columns };
  }

  /** What the strategy's own code made of a frame, of which it had seen `rows` of its own rows: columns of its length. */
  private checkedColumns(frame: Bars, by: string, rows: number, prepare: () => unknown): PreparedColumns {
    let columns: unknown;
    try {
      columns = prepare();
      if (typeof columns === 'object' && columns !== null) refusePromise(columns, by);
    } catch (error) {
      this.fail(error, rows - 1);
    }
    if (typeof columns !== 'object' || columns === null)
      throw this.output(`${by} returned no columns`, 'Return an object of Float64Array columns.');
    for (const [name, column] of Object.entries<unknown>(columns as Record<string, unknown>)) {
      const isColumn = isFloat64Array(column) || isInt8Array(column);
      if (isColumn && column.length === frame.length) continue;
      throw this.output(
        `column "${name}" ${isColumn ? `has ${column.length} rows` : 'is not a Float64Array'}`,
        `Every column of ${by} is a Float64Array, or an Int8Array of signals, of bars.length (${frame.length}) rows.`,
      );
    }
    return columns as PreparedColumns;
  }

  /** What `prepare` gets beside the frame: columns given from elsewhere, and those made on longer bars. */
  private inputsFor(view: Bars): Columns {
    const inputs: Record<string, Float64Array> = {};
    for (const [name, column] of Object.entries(this.inputs)) {
      inputs[name] = column.length === view.length ? column : column.slice(0, view.length);
    }
    const timeframes = Object.entries(this.strategy.timeframes ?? {}) as [Interval, PrepareColumns<unknown>][];
    for (const [interval, prepare] of timeframes) {
      const { bars, lay } = longerBars(this.strategy, view, interval, this.handed);
      const columns = this.checkedColumns(bars, `the ${interval} timeframe`, view.length, () =>
        prepare(bars, this.params, technicalAnalysis),
      );
      for (const [name, column] of Object.entries(columns)) {
        if (Object.hasOwn(inputs, name))
          throw this.output(`two inputs are called "${name}"`, 'Give every column of a timeframe a name of its own.');
        inputs[name] = lay(column);
      }
    }
    return inputs;
  }

  private where(row: number): string {
    const time = this.frame?.time[row];
    return `${this.strategy.id} on ${this.symbol}${time === undefined ? '' : ` at ${new Date(time).toISOString()}`}`;
  }

  /** A `BOT_STRATEGY_OUTPUT` error about this strategy. */
  output(what: string, hint: string, row?: number): BotError {
    return new BotError('BOT_STRATEGY_OUTPUT', `${this.where(row ?? -1)}: ${what}`, {
      details: { strategy: this.strategy.id, symbol: this.symbol, row: row ?? null },
      hint,
    });
  }

  /** Blames the strategy for what it threw at a row. */
  fail(error: unknown, row: number): never {
    const known = isBotError(error) && /^BOT_(STRATEGY|RISK)_/.test(error.code);
    throw new BotError(known ? error.code : 'BOT_STRATEGY_FAILED', `${this.where(row)}: ${errorData(error).message}`, {
      details: {
        strategy: this.strategy.id,
        symbol: this.symbol,
        row,
        time: this.frame?.time[row] ?? null,
        ...(known ? error.details : {}),
      },
      hint:
        (known ? error.hint : undefined) ??
        'The strategy threw: see the message, or run it with --verbose for the stack.',
      cause: error,
    });
  }
}

/** A strategy is synchronous: what it decides later was not decided at the bar. */
function refusePromise(answer: object, by: string): void {
  if (typeof (answer as { then?: unknown }).then !== 'function') return;
  void Promise.resolve(answer).catch(() => undefined);
  throw new BotError('BOT_STRATEGY_OUTPUT', `${by} returned a promise`, {
    hint: `${by} is synchronous: remove async and await.`,
  });
}
