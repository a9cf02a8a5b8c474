/** A column an indicator reads. `other` is a second series, such as a benchmark's close. */
export type IndicatorInput = 'open' | 'high' | 'low' | 'close' | 'volume' | 'other';

/** What kind of thing an indicator tells of; the headings of its lists. */
export const INDICATOR_GROUPS = [
  'average',
  'band',
  'momentum',
  'trend',
  'volatility',
  'volume',
  'cycle',
  'statistic',
  'price',
] as const;

/** One of {@link INDICATOR_GROUPS}. */
export type IndicatorGroup = (typeof INDICATOR_GROUPS)[number];

/** A numeric parameter of an indicator. */
export interface IndicatorParam<Name extends string = string> {
  readonly name: Name;
  readonly default: number;
  /** Smallest valid value. */
  readonly min: number;
  /** Largest valid value, where there is one. */
  readonly max?: number;
  /** True for periods and other counts. */
  readonly integer: boolean;
}

/** What an indicator function returns: one column, or several by name, all of the input length. */
export type IndicatorResult = Float64Array | Readonly<Record<string, Float64Array>>;

/** The catalogue entry of an indicator: everything needed to call, label and explain it. */
export interface IndicatorSpec {
  /** Name of the exported function. */
  readonly name: string;
  readonly title: string;
  readonly group: IndicatorGroup;
  /** Columns in the order of the function's arguments. */
  readonly inputs: readonly IndicatorInput[];
  /** Parameters in the order of the function's arguments after the columns. */
  readonly params: readonly IndicatorParam[];
  /** Output names; a single-output indicator has one, equal to its name. */
  readonly outputs: readonly string[];
  /** Index of the first defined bar when the inputs are defined from bar 0. */
  readonly warmup: (params: Readonly<Record<string, number>>) => number;
  readonly formula: string;
  readonly source: string;
  /** The function itself: columns first, then parameters. */
  readonly compute: (...args: never[]) => IndicatorResult;
  /** Creates its streaming form from the parameters; `next` takes the inputs in order. Equal to `compute` bit for bit. */
  readonly stream: (...params: never[]) => { next(...values: never[]): number };
  /** True when an output may be NaN at bars after the first defined one: nothing is confirmed there. */
  readonly sparse?: true;
}

/** An {@link IndicatorSpec} whose `warmup` sees the parameters by their declared names. */
export interface IndicatorDefinition<Name extends string> extends Omit<IndicatorSpec, 'params' | 'warmup'> {
  readonly params: readonly IndicatorParam<Name>[];
  readonly warmup: (params: Readonly<Record<Name, number>>) => number;
}

/** Types a definition: `warmup` may only read declared parameters. Returns the same object. */
export function defineIndicator<const Name extends string>(definition: IndicatorDefinition<Name>): IndicatorSpec {
  return definition as unknown as IndicatorSpec;
}

/** A count parameter, such as a period in bars. */
export function period<const Name extends string>(
  name: Name,
  byDefault: number,
  min = 1,
  max?: number,
): IndicatorParam<Name> {
  return { name, default: byDefault, min, integer: true, ...(max === undefined ? {} : { max }) };
}

/** A real-valued parameter, such as a multiplier. */
export function factor<const Name extends string>(name: Name, byDefault: number, min = 0): IndicatorParam<Name> {
  return { name, default: byDefault, min, integer: false };
}

/** Where the conventions of an indicator come from, when they are TA-Lib's. */
export const TA_LIB = 'TA-Lib 0.4.0';
