import { day, undefinedFigure } from '../render/format-number.js';
import { html } from './markup.js';
import type { Markup } from './markup.js';

/** Writes values of an embedded JSON document so that a reader of the page can find each again in the JSON. */
export class MarkedValues {
  /**
   * @param document id of the embedded JSON
   * @param root its value
   */
  constructor(
    private readonly document: string,
    private readonly root: unknown,
  ) {}

  /** The value at a JSON pointer (RFC 6901); undefined where there is none. */
  at(pointer: string): unknown {
    let value: unknown = this.root;
    for (const key of pointer.split('/').slice(1)) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = (value as Record<string, unknown>)[key.replace(/~1/g, '/').replace(/~0/g, '~')];
    }
    return value;
  }

  /** A number in the form a reader wants; a dash where the JSON has null, nothing where it has no such value. */
  number(pointer: string, format: (value: number) => string): Markup {
    const value = this.at(pointer);
    if (typeof value === 'number')
      return html`<data value="${value}" data-in="${this.document}" data-path="${pointer}">${format(value)}</data>`;
    if (value === null)
      return html`<data class="none" data-in="${this.document}" data-path="${pointer}">${undefinedFigure}</data>`;
    return html``;
  }

  /** The day (UTC) of an instant in epoch ms; a dash for null. */
  day(pointer: string): Markup {
    const value = this.at(pointer);
    if (typeof value !== 'number') return this.number(pointer, String);
    const iso = new Date(value).toISOString();
    return html`<time datetime="${iso}" data-in="${this.document}" data-path="${pointer}">${day(value)}</time>`;
  }

  /** A text of the JSON as it stands. */
  text(pointer: string): Markup {
    const value = this.at(pointer);
    if (typeof value !== 'string') return html``;
    return html`<span data-in="${this.document}" data-text="${pointer}">${value}</span>`;
  }
}

/** One step of a JSON pointer. */
export function step(key: string): string {
  return `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
}
