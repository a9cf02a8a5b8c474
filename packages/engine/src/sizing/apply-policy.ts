import type { SizingPolicy } from '@bot-v2/sdk';
import { rawSizeField } from './check-policy.js';
import { volatilityWindow } from './realised-volatility.js';
import { percent } from './size-trace.js';
import type { SizeTrace } from './size-trace.js';

/** Volatility a year or stop distance below which a price counts as one that does not move. */
const motionless = 1e-9;

/** A fraction of equity below which there is no position. */
const negligible = 1e-12;

/**
 * From a full signal to a fraction of equity: raw size, confidence, regime, volatility limit, risk limit, cap, minimum.
 * The one implementation behind `compileSizer` and `sizeAt`.
 * @param volatility realised volatility a year at the row; NaN while undefined
 * @param stop distance to the stop as a fraction of price at the row; NaN while undefined
 * @param rows rows known, for the texts
 * @param trace receives the steps; null on the path of the loop
 * @returns 0, or a fraction from 1e-12 to policy.maxFraction
 */
export function applyPolicy(
  policy: SizingPolicy,
  volatility: number,
  stop: number,
  rows: number,
  trace: SizeTrace | null,
): number {
  const { method, volatilityTarget, riskToStop, maxFraction, minFraction } = policy;
  const raw = rawSizeField[method];

  if (volatilityTarget !== undefined && !(volatility > motionless)) {
    trace?.stop('volatility', undefinedVolatility(volatility, rows));
    return 0;
  }
  if (riskToStop !== undefined && !(stop > motionless)) {
    trace?.stop('risk', undefinedStop(stop, riskToStop.period, rows));
    return 0;
  }
  const byVolatility = volatilityTarget === undefined ? Infinity : volatilityTarget / volatility;
  const byRisk = riskToStop === undefined ? Infinity : riskToStop.risk / stop;

  let size = raw === 'fraction' ? policy.fraction! : raw === 'riskToStop' ? byRisk : byVolatility;
  if (size === 0) {
    trace?.stop('raw', method === 'fractional_kelly' ? 'no edge: Kelly holds nothing' : `${method} holds nothing`);
    return 0;
  }
  trace?.scale('raw', size, size, rawText(policy, volatility, stop, size));

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
    trace?.limit('risk', before, size, `${riskText(riskToStop)} allows ${percent(byRisk)}`);
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

function volatilityText(target: number, volatility: number): string {
  return `vol target ${percent(target)} ÷ ${percent(volatility)}`;
}

function riskText({ risk, multiple, period }: NonNullable<SizingPolicy['riskToStop']>): string {
  return `${percent(risk)} risk at ${multiple} × ATR(${period})`;
}

function rawText(policy: SizingPolicy, volatility: number, stop: number, size: number): string {
  const { method, volatilityTarget, riskToStop } = policy;
  switch (method) {
    case 'atr':
      return `${riskText(riskToStop!)}, a stop ${percent(stop)} away: ${percent(size)}`;
    case 'volatility_target':
    case 'intelligent':
      return `${volatilityText(volatilityTarget!, volatility)} = ${percent(size)}`;
    case 'fractional_kelly':
      return `Kelly holds ${percent(size)}`;
    case 'fixed':
    case 'fixed_fractional':
      return `a fixed ${percent(size)} of equity`;
  }
}

function undefinedVolatility(volatility: number, rows: number): string {
  return Number.isNaN(volatility)
    ? `realised volatility needs ${volatilityWindow + 1} bars, there are ${rows}`
    : 'the price does not move: no volatility to size by';
}

function undefinedStop(stop: number, period: number, rows: number): string {
  return Number.isNaN(stop)
    ? `ATR(${period}) needs ${period + 1} bars, there are ${rows}`
    : 'the price does not move: no distance to a stop';
}
