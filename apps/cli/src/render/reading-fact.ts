import type { Analysis } from '@bot-v2/sdk';
import type { Fact } from './fact.js';
import { undefinedFigure } from './format-number.js';

/** Six significant digits: enough for a price and for a small ratio. */
function figure(value: number | null): string {
  return value === null ? undefinedFigure : String(Number(value.toPrecision(6)));
}

/** An indicator that was asked for, at the decision: `rsi(14) 61.2`. */
export function readingFact({ indicator, values, note }: NonNullable<Analysis['requested']>[number]): Fact {
  const entries = Object.entries(values);
  const shown =
    entries.length === 1
      ? figure(entries[0]![1])
      : entries.map(([output, value]) => `${output} ${figure(value)}`).join(', ');
  return { label: 'Reading', text: `${indicator}: ${shown}${note === null ? '' : ` (${note})`}` };
}
