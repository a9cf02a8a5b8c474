import type { FillCause, FillEvent } from '../loop/index.js';

/**
 * The fill of a market order, one object for a run. Its time is looked up by who asks: a column that is read here and there
 * is waited for. Numbers that may be fractions begin as such, so that the fields stay so.
 */
export class MarketFill implements FillEvent {
  order = 0;
  readonly leg = 0;
  row = 0;
  side: 1 | -1 = 1;
  quantity = 0.5;
  price = 0.5;
  reference = 0.5;
  readonly level = 0;
  feeUnits = 0.5;
  cashLimited = false;
  readonly left = 0;

  constructor(
    private readonly times: Float64Array,
    readonly cause: FillCause,
  ) {}

  get time(): number {
    return this.times[this.row]!;
  }
}
