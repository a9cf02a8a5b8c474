import type { Allocation, RunnableStrategy, Bars, Columns, PositionSize } from '@bot-v2/sdk';

/** What decides for one symbol: code, parameters, size, and how much later data went into them. */
export interface LegChoice {
  readonly strategy: RunnableStrategy;
  /**
   * The same strategy from code that was evaluated anew and has seen nothing of the run: the look-ahead probe asks it in
   * place of `strategy`, so that what the code keeps outside its state comes to light. Absent when it cannot be had.
   */
  readonly twin?: RunnableStrategy | undefined;
  /** Given parameters; defaults are filled in by the strategy's schema. */
  readonly params?: unknown;
  /** The policy of a full signal. Absent: the allocation's weight, or an equal share of equity among the legs. */
  readonly size?: PositionSize | null;
  /** Caps the size by `maxFraction`; positions below `minimumPosition` are not opened. */
  readonly allocation?: Allocation | null;
  /** Time of the last bar that influenced choice, parameters or artifact; null or absent when nothing was fitted. */
  readonly knownThrough?: number | null;
}

/** Whether two choices decide alike. */
export function sameChoice(a: LegChoice, b: LegChoice): boolean {
  const text = (choice: LegChoice) =>
    JSON.stringify([choice.params ?? {}, choice.size?.policy ?? null, choice.allocation ?? null]);
  return a.strategy === b.strategy && text(a) === text(b);
}

/** One symbol of a run: what decides, on which bars, from which row on it is judged. */
export interface Leg extends LegChoice {
  readonly symbol: string;
  readonly bars: Bars;
  /** First evaluation row; 0 evaluates everything and decides first at row `warmup`. */
  readonly from: number;
  /** Causal columns from elsewhere, of `bars.length` rows, handed to `prepare`. */
  readonly inputs?: Columns;
}

/** New choices at an instant: they decide from the close of the last bar with time ≤ `at` on. */
export interface FrameDecision {
  readonly at: number;
  readonly perSymbol: Readonly<Record<string, LegChoice>>;
}
