import type { Page } from './page.js';
import { pad } from './columns.js';
import { wrapText } from './wrap-text.js';

/** A labelled line of the report: `Trades     13 closed + 1 open`. */
export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** Width of the label column. */
export const labelWidth = 11;

/** A fact as lines, wrapped under its own text. */
export function renderFact(fact: Fact, page: Page): string[] {
  const lines = wrapText(fact.text, Math.max(20, page.width - labelWidth));
  return lines.map(
    (line, i) => (i === 0 ? page.style.bold(pad(fact.label, labelWidth)) : ' '.repeat(labelWidth)) + line,
  );
}

/** All facts, in order. */
export function renderFacts(facts: readonly Fact[], page: Page): string[] {
  return facts.flatMap((fact) => renderFact(fact, page));
}
