import { pow } from '@bot-v2/quant/elementary';
import { levels, pointCount } from '@bot-v2/quant/optimization';
import type { Dimension, Point } from '@bot-v2/quant/optimization';
import { BotError, validateSync } from '@bot-v2/sdk';
import type { AnyStrategy, SearchRange } from '@bot-v2/sdk';
import type { Params } from './search-grid.js';
import { rangeValues } from './search-grid.js';

type Value = Params[string];

/** A searched parameter: its dimension, and the value that a coordinate of it stands for. */
interface Axis {
  readonly name: string;
  readonly dimension: Dimension;
  readonly valueOf: (coordinate: number) => Value;
  /** The coordinate of a value; undefined when it is none of those searched. */
  readonly coordinateOf: (value: Value) => number | undefined;
}

/** What a strategy lets one search, as numbers. */
export interface SearchSpace {
  readonly dimensions: readonly Dimension[];
  /** Number of points, Infinity where a range has no step. */
  readonly size: number;
  /** Complete parameters at a point; null where the strategy's own schema refuses them. */
  paramsAt(point: Point): Params | null;
  /**
   * Parameters one step away from given ones along each ordered parameter: the next value of a list or stepped range, a
   * tenth of a range without steps. Those the schema refuses are left out.
   */
  neighboursOf(params: Params): Params[];
}

/** Equal texts for equal parameters, whatever their order. */
export function paramsKey(params: Params): string {
  return JSON.stringify(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How far a neighbour is on a range without steps, as a share of it. */
const stepShare = 0.1;

/**
 * The search space of a strategy over given parameters. A list of ascending numbers is ordered; any other is not.
 * @throws BOT_STRATEGY_INVALID for an unusable range
 */
export function searchSpace(strategy: AnyStrategy, given: Params): SearchSpace {
  const search = Object.entries((strategy.search ?? {}) as Record<string, SearchRange | undefined>);
  const axes = search.flatMap(([name, range]) => (range === undefined ? [] : [axisOf(strategy.id, name, range)]));
  const valid = (candidate: Params): Params | null => {
    const checked = validateSync(strategy.params, candidate);
    return checked.issues ? null : (checked.value as Params);
  };
  const dimensions = axes.map(({ dimension }) => dimension);
  return {
    dimensions,
    size: dimensions.length === 0 ? 1 : pointCount(dimensions),
    paramsAt: (point) => {
      const candidate: Params = { ...given };
      axes.forEach(({ name, valueOf }, i) => (candidate[name] = valueOf(point[i]!)));
      return valid(candidate);
    },
    neighboursOf: (params) => {
      const found = new Map<string, Params>();
      for (const axis of axes) {
        const { dimension } = axis;
        const at = axis.coordinateOf(params[axis.name]!);
        if (dimension.kind !== 'numeric' || at === undefined) continue;
        for (const sign of [-1, 1]) {
          const coordinate = stepped(dimension, at, sign);
          const near = coordinate === undefined ? null : valid({ ...params, [axis.name]: axis.valueOf(coordinate) });
          if (near !== null && paramsKey(near) !== paramsKey(params)) found.set(paramsKey(near), near);
        }
      }
      return [...found.values()];
    },
  };
}

type Numeric = Extract<Dimension, { kind: 'numeric' }>;

function stepped({ min, max, step, scale }: Numeric, at: number, sign: number): number | undefined {
  const near =
    step !== undefined
      ? Number((at + sign * step).toPrecision(12))
      : scale === 'log'
        ? at * pow(max / min, sign * stepShare)
        : at + sign * stepShare * (max - min);
  return near < min || near > max ? undefined : near;
}

function axisOf(strategy: string, name: string, range: SearchRange): Axis {
  if (Array.isArray(range)) {
    const values = rangeValues(range, strategy, name);
    const ordered = values.every(
      (value, i) => typeof value === 'number' && (i === 0 || value > (values[i - 1] as number)),
    );
    return {
      name,
      dimension: ordered
        ? { kind: 'numeric', min: 0, max: values.length - 1, step: 1 }
        : { kind: 'categorical', size: values.length },
      valueOf: (coordinate) => values[coordinate]!,
      coordinateOf: (value) => {
        const index = values.indexOf(value);
        return index < 0 ? undefined : index;
      },
    };
  }
  const { min, max, step, scale } = range as { min: number; max: number; step?: number; scale?: 'linear' | 'log' };
  const usable =
    Number.isFinite(min) &&
    Number.isFinite(max) &&
    max >= min &&
    (step === undefined || step > 0) &&
    !(scale === 'log' && !(min > 0));
  if (!usable) {
    throw new BotError(
      'BOT_STRATEGY_INVALID',
      `${strategy}: search range of ${name} is not one: min ${min}, max ${max}`,
      {
        details: { strategy, parameter: name },
        hint: 'Write min ≤ max, step > 0 if any, and min > 0 on a log scale.',
      },
    );
  }
  const dimension: Dimension = {
    kind: 'numeric',
    min,
    max,
    ...(step === undefined ? {} : { step }),
    ...(scale === undefined ? {} : { scale }),
  };
  return {
    name,
    dimension: levels(dimension) === 1 ? { kind: 'numeric', min, max: min } : dimension,
    valueOf: (coordinate) => coordinate,
    coordinateOf: (value) => (typeof value === 'number' && value >= min && value <= max ? value : undefined),
  };
}
