import { createHash } from 'node:crypto';
import type { Account, StrategyRef } from '@bot-v2/sdk';
import { canonicalJson } from './canonical-json.js';
import type { PaperLeg } from './session-legs.js';

/** All that decides what a session does, as plain data; the first event of its journal. */
export interface SessionIdentity extends Readonly<Record<string, unknown>> {
  readonly account: Readonly<Record<string, unknown>>;
  readonly legs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function legIdentity({ session, replay }: PaperLeg, ref: StrategyRef): Readonly<Record<string, unknown>> {
  const { size, allocation, knownThrough, strategy } = session;
  return {
    strategy: {
      provider: ref.provider,
      id: strategy.id,
      version: strategy.version,
      params: ref.params,
      artifact: ref.artifact,
    },
    size: size ? { fraction: size.fraction, policy: size.policy } : null,
    allocation: allocation
      ? { weight: allocation.weight, maxFraction: allocation.maxFraction, minimumPosition: allocation.minimumPosition }
      : null,
    knownThrough: knownThrough ?? null,
    bars: replay.bars.provenance.contentHash,
    basis: replay.bars.basis,
    // Row numbers and times of the first and last bar that is traded.
    rows: [replay.from, replay.bars.length - 1],
    times: [replay.bars.time[replay.from], replay.bars.time[replay.bars.length - 1]],
  };
}

/** The identity of a session: account, and for each symbol strategy, size, allocation and bars. */
export function sessionIdentity(
  legs: readonly PaperLeg[],
  refs: Readonly<Record<string, { readonly strategy: StrategyRef }>>,
  account: Account,
): SessionIdentity {
  const { currency, capital, terms } = account;
  return {
    account: { currency, capital, terms },
    legs: Object.fromEntries(
      legs.map((leg) => [leg.replay.symbol, legIdentity(leg, refs[leg.replay.symbol]!.strategy)]),
    ),
  };
}

/** Symbols named in a session name. */
const namedSymbols = 3;

/** The name a session has when the user gives none: its symbols and twelve digits of the hash of its identity. */
export function defaultSessionName(identity: SessionIdentity): string {
  const hash = createHash('sha256').update(canonicalJson(identity)).digest('hex').slice(0, 12);
  const symbols = Object.keys(identity.legs).map((symbol) =>
    symbol
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 12),
  );
  const more = symbols.length > namedSymbols ? [`${symbols.length - namedSymbols}-more`] : [];
  return [...symbols.slice(0, namedSymbols), ...more, hash].join('-').replace(/^-+/, '');
}

/** The keys, dotted, at which two identities differ. */
export function identityDifferences(one: unknown, other: unknown, path = ''): string[] {
  const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!isObject(one) || !isObject(other)) return one === other ? [] : [path];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return keys.flatMap((key) => identityDifferences(one[key], other[key], path === '' ? key : `${path}.${key}`));
}
