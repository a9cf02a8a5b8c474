import fc from 'fast-check';
import { chained, chainFault, genesisHash } from './hash-chain.js';
import type { NewEvent, StoredEvent } from './event.js';

const start = { seq: 0, hash: genesisHash };
const anyEvent: fc.Arbitrary<NewEvent> = fc.record({
  ts: fc.nat(),
  type: fc.string(),
  key: fc.string(),
  body: fc.json(),
});

function chain(events: readonly NewEvent[]): StoredEvent[] {
  const stored: StoredEvent[] = [];
  for (const event of events) stored.push(chained(event, stored.at(-1) ?? start));
  return stored;
}

function firstFault(events: readonly StoredEvent[]): string | undefined {
  return events.map((event, i) => chainFault(event, events[i - 1] ?? start)).find((fault) => fault !== undefined);
}

test('a chain fits as it was made', () => {
  fc.assert(fc.property(fc.array(anyEvent), (events) => firstFault(chain(events)) === undefined));
});

test('any changed field of any event is found', () => {
  const property = fc.property(
    fc.array(anyEvent, { minLength: 1, maxLength: 8 }),
    fc.nat(),
    fc.constantFrom('ts', 'type', 'key', 'body', 'prevHash', 'hash', 'seq'),
    (events, at, field) => {
      const stored = chain(events);
      const i = at % stored.length;
      const event = stored[i]!;
      const value = event[field as keyof StoredEvent];
      stored[i] = { ...event, [field]: typeof value === 'number' ? value + 1 : `${value} ` };
      return firstFault(stored) !== undefined;
    },
  );
  fc.assert(property);
});

test('a removed, a repeated and two swapped events are found', () => {
  const stored = chain([1, 2, 3, 4].map((n) => ({ ts: n, type: 't', key: `k${n}`, body: '{}' })));
  const [a, b, c, d] = stored as [StoredEvent, StoredEvent, StoredEvent, StoredEvent];
  expect(firstFault([a, c, d])).toBe('event 2 is missing, the next is 3');
  expect(firstFault([a, b, b, d])).toBeDefined();
  expect(firstFault([a, c, b, d])).toBeDefined();
  expect(firstFault([a, { ...c, seq: 2 }, { ...b, seq: 3 }, d])).toBe('event 2 does not follow event 1');
});

test('text cannot move from one field into the next', () => {
  const one = chained({ ts: 1, type: 'a', key: 'bc', body: '{}' }, start);
  const other = chained({ ts: 1, type: 'ab', key: 'c', body: '{}' }, start);
  expect(one.hash).not.toBe(other.hash);
});
