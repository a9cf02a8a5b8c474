import { Allocation, BotError, describeIssues, isFloat64Array, PositionSize, validateSync } from '@bot-v2/sdk';
import type { RunnableStrategy, PortType } from '@bot-v2/sdk';
import type { Leg, LegChoice } from '../loop/index.js';

/** Plain data nested deeper than this is taken for a cycle. */
const deepest = 32;

function refuse(message: string, hint: string): BotError {
  return new BotError('BOT_CAP_INPUT', message, { hint });
}

/**
 * Whether a value has the parts of a strategy.
 * @throws BOT_STRATEGY_INVALID
 */
function checkStrategy(symbol: string, strategy: RunnableStrategy): void {
  const parts = (typeof strategy === 'object' && strategy !== null ? strategy : {}) as Record<string, unknown>;
  const schema = parts['params'] as { readonly '~standard'?: { readonly validate?: unknown } } | null | undefined;
  const lacking = [
    ...['id', 'version'].filter((name) => typeof parts[name] !== 'string'),
    ...['warmup', 'prepare', 'onBar'].filter((name) => typeof parts[name] !== 'function'),
    ...(typeof schema?.['~standard']?.validate === 'function' ? [] : ['params']),
    ...(parts['state'] === undefined || typeof parts['state'] === 'function' ? [] : ['state']),
  ];
  if (lacking.length === 0) return;
  const name = typeof parts['id'] === 'string' ? parts['id'] : 'what should trade it';
  throw new BotError('BOT_STRATEGY_INVALID', `${symbol}: ${name} is no strategy, see ${lacking.join(', ')}`, {
    details: { symbol, lacking },
    hint: 'Make it with defineStrategy({ id, version, params, warmup, prepare, onBar }).',
  });
}

/** Whether a value is plain data: what can be copied, compared and written down. */
function isPlainData(value: unknown, depth = 0): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== 'object') return ['string', 'number', 'boolean'].includes(typeof value);
  if (depth > deepest) return false;
  if (isFloat64Array(value)) return true;
  return Object.values(value).every((inner) => isPlainData(inner, depth + 1));
}

function checkedData<T>(symbol: string, what: string, port: PortType<T>, value: T): T {
  const checked = validateSync(port.schema, value);
  if (checked.issues === undefined) return checked.value;
  throw refuse(`${symbol}: ${what}: ${describeIssues(checked.issues)}`, `Give a ${port.name}.`);
}

/**
 * What decides for a symbol, with defaults filled in, if it is fit to.
 * @throws BOT_STRATEGY_INVALID, BOT_STRATEGY_PARAMS for parameters that are not plain data, BOT_CAP_INPUT
 */
export function checkedChoice<Choice extends LegChoice>(symbol: string, choice: Choice): Choice {
  if (typeof choice !== 'object' || choice === null) throw refuse(`${symbol}: nothing was chosen`, 'Give a strategy.');
  const { strategy, twin, params, size, allocation, knownThrough } = choice;
  checkStrategy(symbol, strategy);
  if (twin !== undefined) checkStrategy(symbol, twin);
  if (!isPlainData(params)) {
    throw new BotError('BOT_STRATEGY_PARAMS', `parameters of ${strategy.id} are not plain data`, {
      details: { strategy: strategy.id, symbol },
      hint: 'Give numbers, strings, booleans, and arrays and objects of them.',
    });
  }
  if (knownThrough !== null && knownThrough !== undefined && !Number.isFinite(knownThrough))
    throw refuse(`${symbol}: knownThrough is ${String(knownThrough)}`, 'Give the time of the last bar it has seen.');
  const sized =
    size !== null && size !== undefined ? { ...choice, size: checkedData(symbol, 'size', PositionSize, size) } : choice;
  return allocation !== null && allocation !== undefined
    ? { ...sized, allocation: checkedData(symbol, 'allocation', Allocation, allocation) }
    : sized;
}

/**
 * Whether the columns from elsewhere fit a leg's bars.
 * @throws BOT_CAP_INPUT
 */
export function checkInputs({ symbol, bars, inputs }: Leg): void {
  if (inputs === undefined) return;
  if (typeof inputs !== 'object' || inputs === null) throw refuse(`${symbol}: inputs are no columns`, 'Give columns.');
  for (const [name, column] of Object.entries<unknown>(inputs)) {
    if (isFloat64Array(column) && column.length === bars.length) continue;
    const is = isFloat64Array(column) ? `has ${column.length} rows` : 'is no Float64Array';
    throw refuse(`${symbol}: input "${name}" ${is}`, `Give a column of the frame's ${bars.length} rows.`);
  }
}
