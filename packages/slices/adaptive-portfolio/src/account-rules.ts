/** A rule with the day it began to apply (midnight UTC, epoch ms) and where that is written. */
interface Dated<T> {
  readonly from: number;
  readonly value: T;
  readonly source: string;
}

/** Business days from trade to settlement of US stocks, by trade date. */
export const settlementRules: readonly Dated<number>[] = [
  { from: -Infinity, value: 5, source: 'custom of the US market before SEC Rule 15c6-1' },
  { from: Date.UTC(1995, 5, 7), value: 3, source: 'SEC Rule 15c6-1 as adopted (58 FR 52891)' },
  { from: Date.UTC(2017, 8, 5), value: 2, source: 'SEC Rule 15c6-1(a) as amended 2017 (82 FR 15564)' },
  { from: Date.UTC(2024, 4, 28), value: 1, source: 'SEC Rule 15c6-1(a) as amended 2023 (88 FR 13872)' },
];

/** The pattern-day-trader rule for margin accounts. */
export interface PatternDayTrading {
  /** `in_force`; `broker_setting` while its end is phased in. */
  readonly status: 'in_force' | 'broker_setting';
  /** This many day trades within `sessions` business days make a pattern day trader. */
  readonly dayTrades: number;
  readonly sessions: number;
  /** Equity a pattern day trader must have, in USD. */
  readonly minimumEquity: number;
}

const patternDayTrading = { dayTrades: 4, sessions: 5, minimumEquity: 25_000 } as const;

/** Pattern day trading, by trade date; null when there is no such rule. */
export const patternDayTradingRules: readonly Dated<PatternDayTrading | null>[] = [
  { from: -Infinity, value: null, source: 'no such rule before NASD Rule 2520 was amended' },
  {
    from: Date.UTC(2001, 8, 28),
    value: { status: 'in_force', ...patternDayTrading },
    source: 'NASD Rule 2520 as amended (SR-NASD-00-03), later FINRA Rule 4210(f)(8)(B)',
  },
  {
    from: Date.UTC(2026, 3, 14),
    value: { status: 'broker_setting', ...patternDayTrading },
    source: 'end approved by the SEC on 2026-04-14, phased in by each broker',
  },
];

/** The rules a US stock account traded under on one day. */
export interface AccountRules {
  /** Business days until a sale is paid. */
  readonly settlementDays: number;
  readonly patternDayTrading: PatternDayTrading | null;
  readonly sources: { readonly settlement: string; readonly patternDayTrading: string };
}

/** The rules in force on the day of `instant` (epoch ms UTC): a backtest applies those of the bar's date. */
export function rulesOn(instant: number): AccountRules {
  const settlement = inForce(settlementRules, instant);
  const dayTrading = inForce(patternDayTradingRules, instant);
  return {
    settlementDays: settlement.value,
    patternDayTrading: dayTrading.value,
    sources: { settlement: settlement.source, patternDayTrading: dayTrading.source },
  };
}

function inForce<T>(rules: readonly Dated<T>[], instant: number): Dated<T> {
  return rules.findLast((rule) => rule.from <= instant) ?? rules[0]!;
}
