import { createHash } from 'node:crypto';
import type { Account, Bars, StrategyRef } from '@bot-v2/sdk';
import type { Params } from './search-grid.js';
import { paramsKey } from './search-space.js';
import type { Look } from './study-store.js';

function digest(text: string, columns: readonly Float64Array[] = []): string {
  const hash = createHash('sha256').update(text);
  for (const { buffer, byteOffset, byteLength } of columns) hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return hash.digest('hex').slice(0, 32);
}

/**
 * The bars a study looks at, for the ledger: a symbol of a source at an interval, from the first bar to the last. One more
 * bar does not make them new.
 */
export function lookAt(history: Bars): Look {
  const { symbol, interval, provenance, time, length } = history;
  const { kind, provider, source } = provenance;
  const series = digest(JSON.stringify([symbol, interval, kind, provider, source]));
  return { series, from: time[0]!, to: time[length - 1]! };
}

/** Identity of the rows a study reads: symbol, interval, basis, actions, and every column. */
export function windowIdentity(history: Bars): string {
  const { symbol, interval, basis, actions, length } = history;
  const columns = [history.time, history.open, history.high, history.low, history.close, history.volume];
  return digest(JSON.stringify([symbol, interval, basis, actions, length]), columns);
}

/** Identity of a configuration: the strategy by name and version, its code where that is known, and its parameters. */
export function configurationIdentity({ provider, id, version }: StrategyRef, params: Params, code = ''): string {
  return digest(JSON.stringify([provider, id, version, code, paramsKey(params)]));
}

/** Identity of what a trial's result depends on beside its parameters: bars, first row, account, strategy. */
export function studyIdentity(window: string, from: number, account: Account, ref: StrategyRef): string {
  const { capital, currency, terms } = account;
  return digest(JSON.stringify([window, from, capital, currency, terms, ref.provider, ref.id, ref.version]));
}
