import type { PositionSize, Regime, StrategyChoice } from '@bot-v2/sdk';
import type { Fact } from './fact.js';
import { percent, ratio, signedPercent } from './format-number.js';

/** A strategy with its parameters in order: `simple_ma(10,30)`; a switch is named when on, and not shown when off. */
export function strategyText(strategy: {
  readonly id: string;
  readonly params: Readonly<Record<string, unknown>>;
}): string {
  const values = Object.entries(strategy.params).flatMap(([name, value]) =>
    value === true ? [name] : value === false ? [] : [String(value)],
  );
  return `${strategy.id}(${values.join(',')})`;
}

/** Which strategy was traded, how it was chosen, and the first reason: the finding. The others are in the JSON. */
export function strategyFact(choice: StrategyChoice): Fact {
  const kind = choice.kind === 'fixed' ? '' : `, ${choice.kind}`;
  const reason = choice.reasons[0] === undefined ? '' : `: ${choice.reasons[0]}`;
  return { label: 'Strategy', text: `${strategyText(choice.strategy)}${kind}${reason}` };
}

/** The market regime at the decision. */
export function regimeFact(regime: Regime): Fact {
  const t = regime.trendT === null ? '' : ` (t ${ratio(regime.trendT)})`;
  return {
    label: 'Regime',
    text:
      `${regime.label}${regime.weak ? ', weak' : ''}: ` +
      `vol ${percent(regime.volatility)}, trend ${signedPercent(regime.trend, 0)}${t}`,
  };
}

/** Steps that say nothing when they change nothing; an idle limit does say something. */
const unchanging = new Set(['signal', 'edge', 'confidence']);

/** How large a full signal is, with its reasons (the number of shares is in the JSON); or why nothing is traded. */
export function sizeFact(size: PositionSize): Fact {
  const told = size.reasons.filter(({ step, factor }) => step !== 'lot' && (factor !== 1 || !unchanging.has(step)));
  const why = size.noTrade ?? told.map((reason) => reason.text).join('; ');
  return { label: 'Size', text: `${percent(size.fraction)}${why === '' ? '' : `: ${why}`}` };
}
