import { clip, usualRange } from './signal.js';
import type { RecentPattern } from '../patterns/recent-patterns.js';
import type { Signal } from './signal.js';

/** Recent candlesticks: two more bullish than bearish ones are the full signal. Neutral ones do not count. */
export const candlesticks: Signal = {
  name: 'candlesticks',
  weight: 0.1,
  formula: '(bullish − bearish patterns of the last bars) ÷ 2',
  judge({ patterns, readings }) {
    const bullish = patterns.filter(({ direction }) => direction === 'bullish');
    const bearish = patterns.filter(({ direction }) => direction === 'bearish');
    if (usualRange(readings) === null) return null;
    const said = [listed(bullish), listed(bearish)].filter((text) => text !== '').join(', against ');
    return { strength: clip((bullish.length - bearish.length) / 2), text: `candlesticks: ${said}` };
  },
};

/** `2 bullish (engulfing, hammer)`; empty without any. */
function listed(patterns: readonly RecentPattern[]): string {
  const names = [...new Set(patterns.map(({ name }) => name))].join(', ');
  return patterns.length === 0 ? '' : `${patterns.length} ${patterns[0]!.direction} (${names})`;
}

/** A support less than one ATR below the close, a resistance less than one above it: the nearer the stronger. */
export const nearLevels: Signal = {
  name: 'levels',
  weight: 0.05,
  formula: '(1 − distance to support in ATR) − (1 − distance to resistance in ATR), each at least 0',
  judge({ close, levels, readings }) {
    const range = usualRange(readings);
    if (range === null) return null;
    const pull = (kind: 'support' | 'resistance'): number => {
      const level = levels.find((one) => one.kind === kind);
      return level === undefined ? 0 : Math.max(0, 1 - Math.abs(close - level.price) / range);
    };
    const strength = pull('support') - pull('resistance');
    return { strength, text: strength >= 0 ? 'just above a support' : 'just below a resistance' };
  },
};
