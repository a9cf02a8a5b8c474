import { rowsUpTo } from '@bot-v2/sdk';
import { usableFrom } from './label-windows.js';
import type { LabelWindows } from './label-windows.js';
import type { SelectorModel, SelectorTrainer } from './models/selector-model.js';

/** What a selector is trained and judged on: the windows of one symbol. */
export interface LabelledWindows {
  readonly symbol: string;
  /** Bar times of the frame the windows are of. */
  readonly time: Float64Array;
  readonly windows: LabelWindows;
  /** One row of features per window, known at its decision. */
  readonly features: readonly Float64Array[];
  /** Per candidate, the fallback first, one net return per window. */
  readonly labels: readonly Float64Array[];
}

/** One window predicted by a model that had not seen it. */
export interface UnseenWindow {
  /** Place of its symbol in the pool, and of the window in the symbol's. */
  readonly symbol: number;
  readonly window: number;
  /** Times of the decision, of the label's end, and of the first decision that may learn from it. */
  readonly at: number;
  readonly end: number;
  readonly usableFrom: number;
  /** Predicted gain over the fallback, and realised net return, per candidate. */
  readonly predicted: Float64Array;
  readonly realised: Float64Array;
  /** Candidate the model picks, the most frequent winner of the training windows, and the winner of the window before. */
  readonly pick: number;
  readonly majority: number;
  readonly previous: number;
}

/** Index of the largest value; the first one on a tie. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

/** Net return of every candidate in one window. */
function labelsOf({ labels }: LabelledWindows, window: number): Float64Array {
  return Float64Array.from(labels, (series) => series[window]!);
}

/** How many windows of each symbol a decision at `at` may learn from. */
function knownAt(usable: readonly Float64Array[], at: number): number[] {
  return usable.map((from) => rowsUpTo(from, at));
}

function trainOn(pool: readonly LabelledWindows[], known: readonly number[], trainer: SelectorTrainer): SelectorModel {
  const features = pool.flatMap((own, s) => own.features.slice(0, known[s]!));
  const gains = Array.from({ length: pool[0]!.labels.length - 1 }, (_, c) => gainsOf(pool, known, c + 1));
  return trainer.train({ features, gains });
}

/** What a candidate gained over the fallback in each of so many first windows of every symbol. */
function gainsOf(pool: readonly LabelledWindows[], known: readonly number[], candidate: number): Float64Array {
  const gains = new Float64Array(known.reduce((a, b) => a + b, 0));
  let at = 0;
  pool.forEach(({ labels }, s) => {
    const [fallback, own] = [labels[0]!, labels[candidate]!];
    for (let w = 0; w < known[s]!; w++) gains[at++] = own[w]! - fallback[w]!;
  });
  return gains;
}

function usable(pool: readonly LabelledWindows[]): Float64Array[] {
  return pool.map(({ windows, time }) => usableFrom(windows, time, windows.horizon));
}

/** The model of a decision at `at`, with the windows it has learnt from; null when they are fewer than `minimum`. */
export function modelAt(
  pool: readonly LabelledWindows[],
  at: number,
  trainer: SelectorTrainer,
  minimum: number,
): { readonly model: SelectorModel; readonly windows: readonly number[] } | null {
  const windows = knownAt(usable(pool), at);
  if (windows.reduce((a, b) => a + b, 0) < minimum) return null;
  return { model: trainOn(pool, windows, trainer), windows };
}

/**
 * Walks forward in time over the windows of all symbols: each is predicted by a model trained on those windows of any
 * symbol whose label ended at least one horizon before its decision (López de Prado 2018, ch. 7: purging and embargo). The
 * result is in the order of time. A model is used until its windows have grown by the trainer's `regrowth`.
 * @param minimum windows that must be there to learn from
 */
export function walkForward(
  pool: readonly LabelledWindows[],
  trainer: SelectorTrainer,
  minimum: number,
): UnseenWindow[] {
  const from = usable(pool);
  const all = pool
    .flatMap(({ windows, time }, symbol) =>
      Array.from(windows.decisions, (row, window) => ({ symbol, window, row, at: time[row]! })),
    )
    .sort((a, b) => a.at - b.at || a.symbol - b.symbol);
  const unseen: UnseenWindow[] = [];
  const winners = new Winners(pool);
  let seen = { key: '', majority: 0 };
  let fitted: { count: number; model: SelectorModel } | null = null;
  for (const { symbol, window, row, at } of all) {
    const known = knownAt(from, at);
    const count = known.reduce((a, b) => a + b, 0);
    if (count < minimum) continue;
    const key = known.join();
    if (key !== seen.key) {
      seen = { key, majority: winners.most(known) };
      if (fitted === null || count >= fitted.count * (1 + trainer.regrowth)) {
        fitted = { count, model: trainOn(pool, known, trainer) };
      }
    }
    const own = pool[symbol]!;
    const predicted = trainer.predict(fitted!.model, own.features[window]!);
    unseen.push({
      ...{ symbol, window, at, end: own.time[row + own.windows.horizon]!, usableFrom: from[symbol]![window]! },
      predicted,
      realised: labelsOf(own, window),
      pick: argmax(predicted),
      majority: seen.majority,
      previous: window === 0 ? 0 : argmax(labelsOf(own, window - 1)),
    });
  }
  return unseen;
}

/** How often each candidate won. */
class Winners {
  private readonly wins: Float64Array;
  private readonly counted: number[];

  constructor(private readonly pool: readonly LabelledWindows[]) {
    this.wins = new Float64Array(pool[0]!.labels.length);
    this.counted = pool.map(() => 0);
  }

  /** The candidate that won most of so many first windows of each symbol, no fewer than asked for before. */
  most(known: readonly number[]): number {
    this.pool.forEach((own, s) => {
      for (; this.counted[s]! < known[s]!; this.counted[s]!++) this.wins[argmax(labelsOf(own, this.counted[s]!))]!++;
    });
    return argmax(this.wins);
  }
}
