/**
 * Brands are registered symbols, so that an object made by one copy of the sdk is recognised by another copy in the
 * same process. Test with the `isX()` functions, never with `instanceof`.
 */
export const errorBrand: unique symbol = Symbol.for('bot-v2.error@1') as never;
export const portBrand: unique symbol = Symbol.for('bot-v2.port@1') as never;
export const capabilityBrand: unique symbol = Symbol.for('bot-v2.capability@1') as never;
export const sliceBrand: unique symbol = Symbol.for('bot-v2.slice@1') as never;
export const strategyBrand: unique symbol = Symbol.for('bot-v2.strategy@1') as never;
/** On an `onBar` that was made of a column of `prepare`: which one. */
export const columnDecisionBrand: unique symbol = Symbol.for('bot-v2.column-decision@1') as never;

/** Whether `value` is an object (or function) that carries `brand`. */
export function hasBrand(value: unknown, brand: symbol): boolean {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    (value as Record<symbol, unknown>)[brand] === true
  );
}
