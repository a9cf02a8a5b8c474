import type { SizingPolicy } from '@bot-v2/sdk';
import { rawSizeField } from './check-policy.js';
import type { Measures } from './measures.js';
import {
  rawText,
  stopText,
  tailText,
  undefinedStop,
  undefinedTail,
  undefinedVolatility,
  volatilityText,
} from './size-text.js';
import { percent } from './size-trace.js';
import type { SizeTrace } from './size-trace.js';

/** Volatility a year, stop distance or tail loss below which a price counts as one that does not move. */
const motionless = 1e-9;

/** A fraction of equity below which there is no position. */
const negligible = 1e-12;

/**
 * From a full signal to a fraction of equity: edge, raw size, confidence, regime, limits by volatility, stop and tail, cap,
 * minimum. The one implementation behind `compileSizer` and `sizeAt`.
 * @param measures of the row
 * @param rows rows known, for the texts
 * @param trace receives the steps; null on the path of the loop
 * @returns 0, or a fraction from 1e-12 to policy.maxFraction
 */
export function applyPolicy(policy: SizingPolicy, measures: Measures, rows: number, trace: SizeTrace | null): number {
  const { method, volatilityTarget, riskToStop, tailRisk, maxFraction, minFraction } = policy;
  const { volatility, stop, tail } = measures;
  const raw = rawSizeField[method];

  if (policy.edge === false) {
    trace?.stop('edge', 'no edge: nothing is held');
    return 0;
  }
  if (volatilityTarget !== undefined && !(volatility > motionless)) {
    trace?.stop('volatility', undefinedVolatility(volatility, rows));
    return 0;
  }
  if (riskToStop !== undefined && !(stop > motionless)) {
    trace?.stop('risk', undefinedStop(stop, riskToStop.period, rows));
    return 0;
  }
  if (tailRisk !== undefined && !(tail > motionless)) {
    trace?.stop('tail', undefinedTail(tail, tailRisk.window, rows));
    return 0;
  }
  const byVolatility = volatilityTarget === undefined ? Infinity : volatilityTarget / volatility;
  const byRisk = riskToStop === undefined ? Infinity : riskToStop.risk / stop;
  const byTail = tailRisk === undefined ? Infinity : tailRisk.risk / tail;

  let size = policy.fraction!;
  if (raw === 'volatilityTarget') size = byVolatility;
  else if (raw === 'riskToStop') size = byRisk;
  else if (raw === 'tailRisk') size = byTail;
  if (size === 0) {
    trace?.stop('raw', `${method} holds nothing`);
    return 0;
  }
  trace?.scale('raw', size, size, rawText(policy, measures, size));

  if (policy.confidence === 0) {
    trace?.stop('confidence', 'no confidence in the choice');
    return 0;
  }
  size *= policy.confidence;
  trace?.scale('confidence', policy.confidence, size, `confidence × ${round(policy.confidence)}`);

  if (policy.regime === 0) {
    trace?.stop('regime', 'the regime allows no position');
    return 0;
  }
  size *= policy.regime;
  trace?.scale('regime', policy.regime, size, `regime × ${round(policy.regime)}`);

  if (volatilityTarget !== undefined && raw !== 'volatilityTarget') {
    const before = size;
    size = Math.min(before, byVolatility);
    trace?.limit(
      'volatility',
      before,
      size,
      `${volatilityText(volatilityTarget, volatility)} allows ${percent(byVolatility)}`,
    );
  }
  if (riskToStop !== undefined && raw !== 'riskToStop') {
    const before = size;
    size = Math.min(before, byRisk);
    trace?.limit('risk', before, size, `${stopText(riskToStop)} allows ${percent(byRisk)}`);
  }
  if (tailRisk !== undefined && raw !== 'tailRisk') {
    const before = size;
    size = Math.min(before, byTail);
    trace?.limit('tail', before, size, `${tailText(tailRisk, tail)} allows ${percent(byTail)}`);
  }
  if (maxFraction === 0) {
    trace?.stop('cap', 'the cap is 0');
    return 0;
  }
  const before = size;
  size = Math.min(before, maxFraction);
  trace?.limit('cap', before, size, `cap ${percent(maxFraction)}${size === before ? ' idle' : ''}`);

  if (size < minFraction || size < negligible) {
    trace?.stop('minimum', `${percent(size)} is under the minimum of ${percent(minFraction)}: no trade`);
    return 0;
  }
  if (minFraction > 0) trace?.scale('minimum', 1, size, `minimum ${percent(minFraction)} met`);
  return size;
}

function round(x: number): string {
  return String(Number(x.toFixed(3)));
}
