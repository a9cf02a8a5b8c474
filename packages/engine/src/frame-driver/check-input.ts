import { BotError, suggestName } from '@bot-v2/sdk';
import { botPolicies } from '../policies/index.js';
import type { RunPolicies } from '../policies/index.js';
import { checkedChoice } from './check-choice.js';
import { checkedAccount, checkedDecision, checkLegs } from './check-legs.js';
import type { FrameInput } from './frame-input.js';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isFunction = (value: unknown) => typeof value === 'function';
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0;
const isPositive = (value: unknown) => typeof value === 'number' && value > 0;
/** Whether a value has the parts of `model`, each of the same type. */
const isLike = (value: unknown, model: object): boolean =>
  isObject(value) &&
  Object.entries(model).every(([key, part]: [string, unknown]) =>
    isObject(part) ? isLike(value[key], part) : typeof value[key] === typeof part,
  );
const { annualFactor: _, ...plainReport } = botPolicies.report;
const isPolicies = (value: unknown) => {
  if (!isLike(value, { ...botPolicies, report: plainReport })) return false;
  const { annualFactor } = (value as RunPolicies).report;
  return typeof annualFactor === 'string' || isPositive(annualFactor);
};
const isStrings = (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === 'string');

/** Optional parts of an input and of what they hold, and what each has to be. */
const parts: readonly (readonly [path: readonly string[], what: string, fits: (value: unknown) => boolean])[] = [
  [['seed'], 'a finite number', (value) => Number.isFinite(value)],
  [['signal'], 'an AbortSignal', (value) => isObject(value) && typeof value['aborted'] === 'boolean'],
  [['onProgress'], 'a function', isFunction],
  [['decisions'], 'a list', Array.isArray],
  [['probe'], 'true, false or options', (value) => typeof value === 'boolean' || isObject(value)],
  [['probe', 'points'], 'a whole number above 0', isCount],
  [['probe', 'seed'], 'a finite number', (value) => Number.isFinite(value)],
  [['checkInvariants'], 'true or false', (value) => typeof value === 'boolean'],
  [['policies'], 'a set of conventions', isPolicies],
  [['models'], 'cost models', isObject],
  [['models', 'commission'], 'a commission model', (value) => isObject(value) && isFunction(value['commission'])],
  [
    ['models', 'fills'],
    'a fill model',
    (value) => isObject(value) && ['price', 'capacity'].every((part) => isFunction(value[part])),
  ],
  [['risk'], 'limits', isObject],
  [['risk', 'allowedSymbols'], 'a list of symbols', isStrings],
  [['risk', 'maxPosition'], 'a number above 0', isPositive],
  [['risk', 'absurdFactor'], 'a number above 0', isPositive],
];

const namesIn = (part: string) => parts.flatMap(([[first, second]]) => (first === part && second ? [second] : []));
/** What an input, its models and its limits may hold. */
const known = {
  'a backtest': ['legs', 'account', ...new Set(parts.map(([[first]]) => first!))],
  models: namesIn('models'),
  risk: namesIn('risk'),
};

/** Refuses a misspelt name, which would leave out what was meant. */
function checkNames(place: keyof typeof known, given: unknown): void {
  for (const name of isObject(given) ? Object.keys(given) : []) {
    if (known[place].includes(name)) continue;
    throw new BotError('BOT_CAP_INPUT', `${place} takes no "${name}"`, { hint: suggestName(name, known[place]) });
  }
}

/**
 * A backtest's input with defaults filled in, if it is one, down to every cell of its bars; nothing has been done before.
 * @throws BOT_CAP_INPUT, BOT_DATA_MALFORMED, BOT_DATA_EMPTY, BOT_DATA_BASIS, BOT_DATA_NOT_TRADABLE, BOT_STRATEGY_INVALID,
 * BOT_STRATEGY_PARAMS
 */
export function checkedInput(input: FrameInput): FrameInput {
  const fail = (message: string) => new BotError('BOT_CAP_INPUT', message, { hint: 'See FrameInput.' });
  if (!isObject(input)) throw fail('a backtest is given nothing');
  checkNames('a backtest', input);
  checkNames('models', input.models);
  checkNames('risk', input.risk);
  checkLegs(input.legs, input.account);
  for (const [path, what, fits] of parts) {
    let value: unknown = input;
    for (const key of path) value = isObject(value) ? value[key] : undefined;
    if (value !== undefined && !fits(value)) throw fail(`${path.join('.')} is not ${what}`);
  }
  const symbols = input.legs.map(({ symbol }) => symbol);
  return {
    ...input,
    account: checkedAccount(input.account),
    legs: input.legs.map((leg) => checkedChoice(leg.symbol, leg)),
    ...(input.decisions && { decisions: input.decisions.map((decision) => checkedDecision(decision, symbols)) }),
  };
}
