import type { CorporateAction, Passport } from '@bot-v2/sdk';
import type { Fact } from './fact.js';
import { counted, day } from './format-number.js';

/** Letters of a hash that are shown. */
export const shownHash = 8;

/** What was traded on: symbol, price basis, actions, what the checks warn of, source, hash. */
export function dataFact(passport: Passport): Fact {
  const actions = passport.actions.length === 0 ? '' : ` + ${counted(passport.actions.length, 'action')}`;
  const parts = [
    `${passport.symbol} ${passport.basis}${actions}`,
    ...earlierTickers(passport.actions),
    ...warnedChecks(passport),
    passport.provenance.source,
    `sha ${passport.provenance.contentHash.slice(0, shownHash)}…`,
  ];
  return { label: 'Data', text: parts.join(', ') };
}

/** Names under which it traded before: `FB before 2022-06-09`. */
function earlierTickers(actions: readonly CorporateAction[]): string[] {
  return actions.flatMap((action) =>
    action.type === 'symbol_change' ? [`${action.from} before ${day(action.exDate)}`] : [],
  );
}

/** Checks that found more than information, each once with its rows: `weekday_gaps (7×)`. */
function warnedChecks({ quality }: Passport): string[] {
  const counts = new Map<string, number>();
  for (const { check, severity, count } of quality.findings) {
    if (severity !== 'info') counts.set(check, (counts.get(check) ?? 0) + count);
  }
  return [...counts].map(([check, count]) => `${check} (${count}×)`);
}
