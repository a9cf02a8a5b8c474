import { BotError } from '@bot-v2/sdk/errors';

type Owner = readonly [name: string, object: object];

const constructors = [
  ...['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'Date', 'RegExp', 'Promise'],
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'ArrayBuffer', 'DataView', 'Float64Array', 'Float32Array', 'Int32Array'],
  ...['Uint32Array', 'Uint8Array'],
] as const;
const functions = [
  'Error',
  'Math',
  'JSON',
  'Reflect',
  'structuredClone',
  'queueMicrotask',
  'setTimeout',
  'setImmediate',
];
const globals: readonly string[] = [...constructors, ...functions];

/** What programs share without saying so. `Error` alone is not watched: tools set how it writes stacks. */
const owners: readonly Owner[] = [
  ...constructors.flatMap((name): Owner[] => [
    [name, globalThis[name]],
    [`${name}.prototype`, globalThis[name].prototype as object],
  ]),
  ['Error.prototype', Error.prototype],
  ['TypedArray.prototype', Object.getPrototypeOf(Float64Array.prototype) as object],
  ['Iterator.prototype', Object.getPrototypeOf(Object.getPrototypeOf([].values())) as object],
  ['Math', Math],
  ['JSON', JSON],
  ['Reflect', Reflect],
];

interface Property {
  readonly owner: Owner;
  readonly key: PropertyKey;
  readonly descriptor: PropertyDescriptor;
}

function propertiesOf(owner: Owner): Property[] {
  const object = owner[1];
  return Reflect.ownKeys(object).map((key) => ({
    owner,
    key,
    descriptor: Reflect.getOwnPropertyDescriptor(object, key)!,
  }));
}

function everyProperty(): Property[] {
  const root: Owner = ['globalThis', globalThis];
  const bindings = globals.map((key) => ({
    owner: root,
    key,
    descriptor: Object.getOwnPropertyDescriptor(globalThis, key)!,
  }));
  return [...bindings, ...owners.flatMap(propertiesOf)];
}

const parts = ['value', 'get', 'set', 'enumerable', 'writable', 'configurable'] as const;

function same(a: PropertyDescriptor, b: PropertyDescriptor | undefined): boolean {
  return b !== undefined && parts.every((part) => Object.is(a[part], b[part]));
}

/** A new property disturbs others on the prototype of everything, and where loops over keys find it. */
function disturbs(
  { owner: [, object], key, descriptor }: Property,
  known: ReadonlyMap<object, ReadonlySet<PropertyKey>>,
): boolean {
  if (known.get(object)?.has(key) !== false) return false;
  return object === Object.prototype || descriptor.enumerable === true;
}

const nameOf = ({ owner, key }: Property): string => `${owner[0]}.${String(key)}`;

interface Watched<T> {
  readonly outcome: PromiseSettledResult<T>;
  readonly changed: readonly string[];
}

/**
 * What `work` changed of the language's own objects (`Array.prototype.map`, `Math.random`), by name, after it ended in
 * whatever way. It is put back where that is possible: others would run with it, and be blamed. About 0.3 ms.
 */
export async function watchBuiltIns<T>(work: () => Promise<T>): Promise<Watched<T>> {
  const before = everyProperty();
  const [outcome] = await Promise.allSettled([work()]);
  const changed = before.filter(
    ({ owner, key, descriptor }) => !same(descriptor, Reflect.getOwnPropertyDescriptor(owner[1], key)),
  );
  const known = new Map(owners.map(([, object]) => [object, new Set<PropertyKey>()]));
  for (const { owner, key } of before) known.get(owner[1])?.add(key);
  const added = owners.flatMap(propertiesOf).filter((property) => disturbs(property, known));
  for (const { owner, key, descriptor } of changed) Reflect.defineProperty(owner[1], key, descriptor);
  for (const { owner, key } of added) Reflect.deleteProperty(owner[1], key);
  return { outcome, changed: [...changed, ...added].map(nameOf) };
}

/**
 * Settles like `work`, unless it changed the language's own objects.
 * @param who and when, as in "acme changed Array.prototype.map while it was imported"
 * @throws BOT_SLICE_GLOBALS
 */
export async function keepBuiltIns<T>(who: string, when: string, work: () => Promise<T>): Promise<T> {
  const { outcome, changed } = await watchBuiltIns(work);
  if (changed.length > 0) {
    throw new BotError('BOT_SLICE_GLOBALS', `${who} changed ${changed.slice(0, 5).join(', ')} while ${when}`, {
      details: { changed },
      hint: 'These belong to the whole program, so nothing else can be trusted with it: remove the package, or tell its author.',
    });
  }
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
