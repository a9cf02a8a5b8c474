/** Money units in one unit of currency: cash and fees are kept as integers of 1e-4. */
export const moneyUnits = 10_000;

/** Digits kept by `roundAdverse`. */
const priceDigits = 9;

/** 10⁰ to 10³⁰⁸ and 10⁰ to 10⁻³²⁴ (which is 0), each the nearest double. */
const powers = Float64Array.from({ length: 309 }, (_, exponent) => Number(`1e${exponent}`));
const fractions = Float64Array.from({ length: 325 }, (_, exponent) => Number(`1e-${exponent}`));

/** Whole money units (1e-4) nearest to `amount`; a tie goes to the even one. Exact up to 9e11 of currency. */
export function toMoneyUnits(amount: number): number {
  const scaled = amount * moneyUnits;
  // Up or down is as good as random: a branch would be mistaken half the time.
  const nearest = Math.floor(scaled + 0.5);
  // A tie in decimals may miss the half by the last bits of the product.
  const tie = Math.abs(Math.abs(nearest - scaled) - 0.5) <= Math.abs(scaled) * 4e-16;
  return tie ? evenBeside(scaled) : nearest;
}

/** The even one of the two whole numbers around a tie. */
function evenBeside(scaled: number): number {
  const below = Math.floor(scaled);
  return below % 2 !== 0 ? below + 1 : below;
}

/** `amount` rounded to 1e-4, half to even. */
export function roundMoney(amount: number): number {
  return toMoneyUnits(amount) / moneyUnits;
}

/**
 * A modelled market or stop price rounded to nine significant digits, against the trader (up for a buy, down for a
 * sell). The step is relative (about 1e-8 of the price) and not a fixed tick, so that the same prices in another unit
 * give the same fractions: an absolute tick of 1e-4 would cost a 3-dollar share ten times more than a 30-dollar one.
 * Limit fills and limit prices are never rounded: a limit is not exceeded.
 */
export function roundAdverse(price: number, side: 1 | -1): number {
  const decimals = priceDigits - 1 - decimalExponent(price);
  const size = Math.abs(decimals);
  const unit = powers[size] ?? Infinity;
  const scaled = decimals >= 0 ? price * unit : price / unit;
  const rounded = side > 0 ? Math.ceil(scaled - 1e-6) : Math.floor(scaled + 1e-6);
  return decimals >= 0 ? rounded / unit : rounded * unit;
}

/** ⌊log₁₀ x⌋ of a positive number by comparison: a logarithm may miss it at a power of ten. */
function decimalExponent(x: number): number {
  let exponent = 0;
  if (x >= 1) while (x >= powers[exponent + 1]!) exponent++;
  else while (x < fractions[-exponent]!) exponent--;
  return exponent;
}

/** Parts of a share that a fractional account counts. */
const partsOfShare = 1e9;

/** `quantity` (not negative) rounded down to what can be held: whole shares, or 1e-9 of a share when `fractional`. */
export function floorQuantity(quantity: number, fractional: boolean): number {
  // Divided by the parts: 300000000 ÷ 1e9 is the number written 0.3, and × 1e-9 is not.
  return fractional ? Math.floor(quantity * partsOfShare + 1e-3) / partsOfShare : Math.floor(quantity + 1e-9);
}

/** The smallest quantity that can be traded. */
export function lotOf(fractional: boolean): number {
  return fractional ? 1 / partsOfShare : 1;
}
