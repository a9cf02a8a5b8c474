import type { RegimeLabel } from '@bot-v2/sdk';
import { html } from './markup.js';
import type { Content, Markup } from './markup.js';

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Numbers lean to the right. */
  readonly numeric?: boolean;
  /** Said in full where the title is short. */
  readonly meaning?: string;
}

/**
 * A table with a caption and scoped headings; the first cell of each row is its heading. It scrolls by itself on a narrow
 * screen, and can then be reached with the keyboard.
 * @param notes a line below each row, over all columns
 */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
  notes?: readonly Content[],
): Markup {
  const numeric = (i: number) => columns[i]?.numeric === true;
  const head = columns.map(({ title, meaning }, i) => {
    const shown = meaning === undefined ? title : html`<abbr title="${meaning}">${title}</abbr>`;
    return numeric(i) ? html`<th scope="col" class="n">${shown}</th>` : html`<th scope="col">${shown}</th>`;
  });
  const cellOf = (cell: Content, i: number) => {
    if (i === 0) return html`<th scope="row">${cell}</th>`;
    return numeric(i) ? html`<td class="n">${cell}</td>` : html`<td>${cell}</td>`;
  };
  const body = rows.map((cells, i) => {
    const note = notes?.[i];
    const below =
      note === undefined
        ? null
        : html`<tr class="note">
            <td colspan="${columns.length}"><div>${note}</div></td>
          </tr> `;
    return html`<tr>
        ${cells.map(cellOf)}
      </tr>
      ${below}`;
  });
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}

/** A part of the page with its heading. */
export function section(id: string, title: string, ...contents: readonly Content[]): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${contents}
  </section> `;
}

/** Labels with what belongs to them. */
export function definitions(entries: readonly (readonly [label: Content, value: Content])[]): Markup {
  return html`<dl>
    ${entries.map(
      ([label, value]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** A regime with the colour its bands have. */
export function regimeSwatch(label: RegimeLabel): Markup {
  return html`<span class="swatch ${label}"></span>${label.replace('_', ' ')}`;
}

/** A place for a chart, drawn by the script of the page; `summary` says in words what it shows. */
export function chart(kind: string, title: string, summary: string, symbol?: string): Markup {
  const of = symbol === undefined ? html`` : html` data-symbol="${symbol}"`;
  return html`<figure class="chart" data-chart="${kind}" ${of}>
    <figcaption>${title}</figcaption>
    <div class="plot" tabindex="0" role="group" aria-roledescription="chart" aria-label="${title}. ${summary}"></div>
  </figure> `;
}
