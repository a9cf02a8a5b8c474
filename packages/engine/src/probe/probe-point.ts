import { rowsUpTo } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import type { Walk } from '../frame-driver/walk.js';
import { forwardAdjusted } from '../price-view/index.js';
import { compileSizer } from '../sizing/index.js';
import { inputsKnownAt, truncated, viewFor, withAnotherFuture, withScaledPrices } from './altered-frame.js';
import { firstDifference, sameWish, wishText } from './compare.js';
import type { FreshInstance, FreshInstances } from './fresh-instance.js';
import type { NamedPath } from './futures.js';
import type { Capture } from './probe-capture.js';
import { barText, leakingColumn, lookAhead, notScaleFree } from './violation.js';

/** A power of two: prices scaled by it keep every bit of their ratios. */
const rescaling = 4;

/** What one bar is probed for. */
export interface PointProbe {
  readonly capture: Capture;
  /** Earlier bars of the same prepared columns, at which the instance must answer as the run did, too. */
  readonly earlier: readonly Capture[];
  readonly futures: readonly FutureOf[];
  /** Whether it is also asked on a frame that ends there, and on one at other prices. */
  readonly cut: boolean;
  /** Whether the size is probed as well. */
  readonly withSize: boolean;
  /** Whether the strategies of the other legs are shown the same instant first. */
  readonly inCompany: boolean;
}

/** Another future of a leg after its row `t`, and the rows of the frame in all. */
export type FutureOf = (leg: number, t: number) => { readonly path: NamedPath; readonly length: number };

/**
 * Asks a fresh instance at one bar of a finished run, on copied frames that end there and on copies that go on
 * differently, and compares every prepared value up to the bar and what `onBar` asks for, there and at earlier bars.
 * @param forms gets the names of the forms that were used
 * @throws BOT_STRATEGY_LOOKAHEAD, BOT_STRATEGY_INVALID and what the strategy throws
 */
export function probePoint(walk: Walk, fresh: FreshInstances, probe: PointProbe, forms: Set<string>): void {
  const { capture, inCompany } = probe;
  const { bars, inputs } = walk.legs[capture.leg]!;
  const { row, desk } = capture;
  const { strategy, size } = desk.choice;
  const view = viewFor(bars, strategy.scaleFree === true, row);
  const on = (frame: Bars) => fresh.on(desk.symbol, desk.choice, frame, inputsKnownAt(inputs, row, frame.length));

  if (probe.cut) {
    forms.add('truncated');
    if (inCompany) showOthers(walk, fresh, capture, (other, t) => truncated(other, t));
    compare(probe, bars, 'truncated', on(truncated(view, row)));
  }

  for (const future of probe.futures) {
    const form = 'another future';
    forms.add(form);
    const altered = (frame: Bars, t: number, leg: number) => {
      const { path, length } = future(leg, t);
      return withAnotherFuture(frame, t, path, walk.legs[leg]!.bars.time, length);
    };
    const frame = altered(view, row, capture.leg);
    if (size && probe.withSize) {
      const { bars: forward } = forwardAdjusted(bars);
      const sized = view === forward ? frame : altered(forward, row, capture.leg);
      const fraction = Math.min(compileSizer(size.policy, sized).fraction(row), desk.cap);
      if (!Object.is(fraction, capture.fraction)) {
        throw lookAhead(capture, bars, form, `the size is ${fraction} instead of ${capture.fraction}`, 'size');
      }
    }
    if (inCompany) showOthers(walk, fresh, capture, altered);
    compare(probe, bars, form, on(frame));
  }

  if (!probe.cut || strategy.scaleFree !== true || strategy.state !== undefined) return;
  forms.add('rescaled');
  const wish = on(withScaledPrices(view, row, rescaling)).ask(capture, rescaling);
  if (!sameWish(capture.wish, wish, rescaling, 1e-9)) {
    throw notScaleFree(capture, bars, rescaling, `${wishText(wish)} instead of ${wishText(capture.wish)}`);
  }
}

/** Shows the strategies of the other legs the same instant, so that what they may leave behind for others is of then. */
function showOthers(
  { legs, desks }: Walk,
  fresh: FreshInstances,
  { leg: asked, row }: Capture,
  alter: (view: Bars, t: number, leg: number) => Bars,
): void {
  const time = legs[asked]!.bars.time[row]!;
  for (let leg = 0; leg < legs.length; leg++) {
    const { bars, inputs, from } = legs[leg]!;
    const { symbol, choice, runtime } = desks[leg]!;
    const t = rowsUpTo(bars.time, time) - 1;
    if (leg === asked || t < Math.max(from - 1, runtime.firstRow)) continue;
    const frame = alter(viewFor(bars, choice.strategy.scaleFree === true, t), t, leg);
    fresh.on(symbol, choice, frame, inputsKnownAt(inputs, t, frame.length));
  }
}

function compare({ capture, earlier }: PointProbe, bars: Bars, form: string, instance: FreshInstance): void {
  const difference = firstDifference(capture.prepared.columns, instance.columns, capture.row);
  if (difference !== null) throw leakingColumn(capture, bars, form, difference);
  for (const asked of [capture, ...earlier]) {
    const wish = instance.ask(asked);
    if (sameWish(asked.wish, wish)) continue;
    const when = asked === capture ? '' : ` on ${barText(bars.time[asked.row]!)}`;
    const what = `it asks for ${wishText(wish)} instead of ${wishText(asked.wish)}${when}`;
    throw lookAhead(capture, bars, form, what, 'intent');
  }
}
