import { BotError } from '@bot-v2/sdk/errors';

type Owner = readonly [name: string, object: object];

const constructors = [
  ...['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'Date', 'RegExp', 'Promise'],
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'ArrayBuffer', 'DataView', 'Float64Array', 'Float32Array', 'Int32Array'],
  ...['Uint32Array', 'Int8Array', 'Uint8Array'],
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

/** A property that is watched, as it was when it was first looked at. */
interface Property {
  readonly owner: Owner;
  readonly key: PropertyKey;
  readonly descriptor: PropertyDescriptor;
}

function propertyOf(owner: Owner, key: PropertyKey): Property {
  return { owner, key, descriptor: Reflect.getOwnPropertyDescriptor(owner[1], key)! };
}

let listed: readonly Property[] | undefined;

/** Listed once: what is read of them each time are values, which costs a tenth of their descriptors. */
function properties(): readonly Property[] {
  const root: Owner = ['globalThis', globalThis];
  return (listed ??= [
    ...globals.map((key) => propertyOf(root, key)),
    ...owners.flatMap((owner) => Reflect.ownKeys(owner[1]).map((key) => propertyOf(owner, key))),
  ]);
}

/** What a property holds, or the function that tells. */
function holds({ owner: [, object], key, descriptor }: Property): unknown {
  if (!('value' in descriptor)) return Reflect.getOwnPropertyDescriptor(object, key)?.get;
  try {
    return (object as Record<PropertyKey, unknown>)[key];
  } catch (error) {
    // A getter has taken its place, and throws.
    return error;
  }
}

const nameOf = ([name]: Owner, key: PropertyKey): string => `${name}.${String(key)}`;

/** A new property disturbs others on the prototype of everything, and where loops over keys find it. */
function disturbs(object: object, key: PropertyKey): boolean {
  return object === Object.prototype || Object.prototype.propertyIsEnumerable.call(object, key);
}

interface Watched<T> {
  readonly outcome: PromiseSettledResult<T>;
  readonly changed: readonly string[];
}

/**
 * What `work` changed of the language's own objects (`Array.prototype.map`, `Math.random`), by name, after it ended in
 * whatever way. It is put back where that is possible: others would run with it, and be blamed.
 */
export async function watchBuiltIns<T>(work: () => Promise<T>): Promise<Watched<T>> {
  const before = properties().map(holds);
  const keys = owners.map(([, object]) => Reflect.ownKeys(object));
  const [outcome] = await Promise.allSettled([work()]);
  const changed: string[] = [];
  properties().forEach((property, i) => {
    const { owner, key, descriptor } = property;
    const held = before[i];
    if (Object.is(holds(property), held)) return;
    changed.push(nameOf(owner, key));
    Reflect.defineProperty(owner[1], key, 'value' in descriptor ? { ...descriptor, value: held } : descriptor);
  });
  owners.forEach((owner, i) => {
    const now = Reflect.ownKeys(owner[1]);
    if (now.length === keys[i]!.length) return;
    for (const key of now) {
      if (keys[i]!.includes(key) || !disturbs(owner[1], key)) continue;
      changed.push(nameOf(owner, key));
      Reflect.deleteProperty(owner[1], key);
    }
  });
  return { outcome, changed };
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
