import { createRandom } from '@bot-v2/quant/random';
import type { Random } from '@bot-v2/quant/random';
import type { ProbeReport } from '@bot-v2/sdk';
import type { FrameInput } from '../frame-driver/frame-input.js';
import type { Walk } from '../frame-driver/walk.js';
import { HandedFrames } from '../loop/index.js';
import type { Leg, LegChoice } from '../loop/index.js';
import { FrameProbe } from './frame-probe.js';
import type { Examined } from './frame-probe.js';
import { Futures } from './futures.js';
import { LongProbe } from './long-probe.js';
import type { Coverage } from './coverage.js';
import type { ProbeOptions } from './probe-options.js';
import { isLong } from './probe-reach.js';
import { mutated } from './violation.js';

/** Fewer bars with orders than this prove nothing. */
const enough = 8;

/**
 * Looks for knowledge of the future in a run. At bars where it sent orders (a seeded sample, the last ones always) and
 * at others, the strategy is asked again, on copied frames that end there and on copies that go on differently: every
 * prepared value up to the bar and what `onBar` asked for, there and at bars before, must be the same to the last bit,
 * and at some of them the sizer's fraction under the other future. The run is repeated once to recall what it saw at
 * those bars, so a strategy that is not deterministic is found as well. Asked with the state of the run it would not show
 * what that state knows: a strategy that remembers something is also run again up to some of the bars, on frames that
 * go on differently, and must have sent the same. A strategy that calls itself scale-free and keeps
 * no state is also asked at four times the prices. Of frames longer than 10⁵ rows windows are run and probed so, each a
 * short run of its own, and the whole frame is prepared once more with another future after a late bar; the note says so.
 *
 * What code keeps outside its state is met in two ways. The first frame of a symbol that the code ever sees is made up
 * from the first decision on. A choice with a `twin` (the same code, evaluated anew) is then asked through it, at one bar
 * after the other: the twin has seen nothing of the run. Without one, what the code may have kept of the run's own frames
 * is overwritten beyond the bar asked, and some frames are longer than any it has seen.
 *
 * It cannot see what is baked into code, or the choice of the symbol.
 */
export class LookAheadProbe {
  /** The frames a run hands to its strategies while it is to be probed. */
  readonly handed = new HandedFrames();
  private readonly legs: readonly Leg[];
  private readonly probe: FrameProbe | LongProbe;

  constructor(input: FrameInput, options: ProbeOptions) {
    this.legs = [...input.legs].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
    const random: Random = createRandom(options.seed ?? input.seed ?? 1).fork('look-ahead probe');
    const futures = new Futures(this.legs, random.fork('futures'));
    this.probe = isLong(this.legs)
      ? new LongProbe(input, this.handed, futures, random, options.points)
      : new FrameProbe(input, this.handed, futures, random, options.points);
  }

  /** Shows a strategy its first frame of a symbol, before the run does: from the first decision on it is made up. */
  meet(leg: number, choice: LegChoice): void {
    this.probe.meet(leg, choice);
  }

  /** `meet` for every leg. */
  meetAll(): void {
    this.probe.meetAll();
  }

  /**
   * Probes a finished run over the input.
   * @throws BOT_STRATEGY_LOOKAHEAD naming strategy, bar and column; BOT_STRATEGY_OUTPUT when two runs differ;
   * BOT_STRATEGY_INVALID when a scale-free strategy is not; BOT_STRATEGY_MUTATED when bars were changed
   */
  examine(walk: Walk): ProbeReport {
    this.checkUnchanged(walk);
    const { points, forms, bars, of, proving, ordersProbed, where } =
      this.probe instanceof LongProbe ? this.probe.examine(walk) : ofWhole(this.probe.examine(walk));
    const proven = proving >= enough;
    return {
      points,
      ordersProbed,
      orders: walk.orderCount,
      forms: [...forms],
      verdict: proven ? 'none_found' : 'not_proven',
      note: noteOf(
        !proven
          ? `${of} bars with orders; fewer than ${enough} prove nothing`
          : bars < of
            ? `a sample: ${bars} of ${of} bars with orders`
            : null,
        where,
      ),
    };
  }

  private checkUnchanged(walk: Walk): void {
    const change = this.handed.change();
    if (change === null) return;
    const leg = this.legs.findIndex(({ symbol }) => symbol === change.bars.symbol);
    const ids = [this.legs[leg]!, ...walk.decisions.flatMap((d) => d.perSymbol[change.bars.symbol] ?? [])];
    throw mutated([...new Set(ids.map(({ strategy }) => strategy.id))].join(' or '), change.bars, change);
  }
}

/** What a reader of the result must know about the coverage; null when every bar with orders was probed. */
function noteOf(bars: string | null, where: string | null): string | null {
  return bars === null || where === null ? (bars ?? where) : `${bars}; ${where}`;
}

function ofWhole({ points, decided, chosen, forms }: Examined): Coverage {
  return {
    points: points.length,
    forms: [...forms],
    bars: chosen.length,
    of: decided.length,
    proving: decided.length,
    ordersProbed: chosen.reduce((sum, { orders }) => sum + orders, 0),
    where: null,
  };
}
