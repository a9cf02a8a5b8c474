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

/** What the properties hold, in their order, and the keys of each owner. */
interface State {
  readonly held: readonly unknown[];
  readonly keys: readonly (readonly PropertyKey[])[];
}

// What compares and puts back is taken now, and walks by index, lists are not taken apart: the methods that would be called,
// iterators too, may be those that were changed.
const { ownKeys, getOwnPropertyDescriptor, defineProperty, deleteProperty } = Reflect;
const { is } = Object;
const root: Owner = ['globalThis', globalThis];

let listed: Property[] | undefined;

/** Listed once: what is read of them each time are values, which costs a tenth of their descriptors. */
function properties(): readonly Property[] {
  if (listed !== undefined) return listed;
  listed = [];
  let count = 0;
  const add = (owner: Owner, key: PropertyKey) => {
    listed![count++] = { owner, key, descriptor: getOwnPropertyDescriptor(owner[1], key)! };
  };
  for (let i = 0; i < globals.length; i++) add(root, globals[i]!);
  for (let i = 0; i < owners.length; i++) {
    const keys = ownKeys(owners[i]![1]);
    for (let k = 0; k < keys.length; k++) add(owners[i]!, keys[k]!);
  }
  return listed;
}

/** What a property holds; of one that is told by functions, these. */
function heldBy({ owner, key, descriptor }: Property): unknown {
  const object = owner[1];
  if (!('value' in descriptor)) return getOwnPropertyDescriptor(object, key);
  try {
    return (object as Record<PropertyKey, unknown>)[key];
  } catch (error) {
    // A getter has taken its place, and throws.
    return error;
  }
}

function same({ descriptor }: Property, a: unknown, b: unknown): boolean {
  if ('value' in descriptor) return is(a, b);
  const was = a as PropertyDescriptor | undefined;
  const now = b as PropertyDescriptor | undefined;
  return was?.get === now?.get && was?.set === now?.set;
}

function stateNow(): State {
  const list = properties();
  const held: unknown[] = [];
  const keys: PropertyKey[][] = [];
  for (let i = 0; i < list.length; i++) held[i] = heldBy(list[i]!);
  for (let i = 0; i < owners.length; i++) keys[i] = ownKeys(owners[i]![1]);
  return { held, keys };
}

function includes(keys: readonly PropertyKey[], key: PropertyKey): boolean {
  for (let i = 0; i < keys.length; i++) if (keys[i] === key) return true;
  return false;
}

/** A new property disturbs others on the prototype of everything, and where loops over keys find it. */
function disturbs(object: object, key: PropertyKey): boolean {
  return object === Object.prototype || getOwnPropertyDescriptor(object, key)?.enumerable === true;
}

/** Puts back what is not as it was, where that is possible, and says what that is. */
function restore(before: State): Pick<Property, 'owner' | 'key'>[] {
  const list = properties();
  const changed: Pick<Property, 'owner' | 'key'>[] = [];
  let count = 0;
  for (let i = 0; i < list.length; i++) {
    const property = list[i]!;
    const { owner, key, descriptor } = property;
    const held = before.held[i];
    if (same(property, held, heldBy(property))) continue;
    changed[count++] = { owner, key };
    const was = 'value' in descriptor ? { ...descriptor, value: held } : (held as PropertyDescriptor | undefined);
    if (was !== undefined) defineProperty(owner[1], key, was);
  }
  for (let i = 0; i < owners.length; i++) {
    const owner = owners[i]!;
    const now = ownKeys(owner[1]);
    if (now.length === before.keys[i]!.length) continue;
    for (let k = 0; k < now.length; k++) {
      const key = now[k]!;
      if (includes(before.keys[i]!, key) || !disturbs(owner[1], key)) continue;
      changed[count++] = { owner, key };
      deleteProperty(owner[1], key);
    }
  }
  return changed;
}

/**
 * Settles like `work`, unless it changed the language's own objects (`Array.prototype.map`, `Math.random`). They are put back
 * where that is possible: others would run with them, and be blamed.
 * @param who and when, as in "acme changed Array.prototype.map while it was imported"
 * @throws BOT_SLICE_GLOBALS
 */
export async function keepBuiltIns<T>(who: string, when: string, work: () => Promise<T>): Promise<T> {
  const before = stateNow();
  let outcome: { readonly value: T } | { readonly error: unknown };
  try {
    outcome = { value: await work() };
  } catch (error) {
    outcome = { error };
  }
  const changed = restore(before).map(({ owner, key }) => `${owner[0]}.${String(key)}`);
  if (changed.length > 0) {
    throw new BotError('BOT_SLICE_GLOBALS', `${who} changed ${changed.slice(0, 5).join(', ')} while ${when}`, {
      details: { changed },
      hint: 'These belong to the whole program, so nothing else can be trusted with it: remove the package, or tell its author.',
    });
  }
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}
