/** A piece of HTML; everything else is text and escaped when it is put in one. */
export class Markup {
  constructor(readonly html: string) {}
}

/** What a template takes: text, markup, lists of both; null, undefined and false leave nothing. */
export type Content = Markup | string | number | null | undefined | false | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it is written between tags and in attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

function rendered(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (content instanceof Markup) return content.html;
  if (typeof content === 'object') return content.map(rendered).join('');
  return escaped(String(content));
}

/** HTML from a template; what is put in is escaped unless it is markup itself. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.map((part, i) => part + rendered(contents[i])).join(''));
}

/** An element whose text is taken as it stands, to the byte: its hash is in the content security policy. */
export function verbatim(element: 'style' | 'script', text: string): Markup {
  if (text.toLowerCase().includes(`</${element}`)) throw new TypeError(`this text would end the ${element} element`);
  return new Markup(`<${element}>${text}</${element}>`);
}

/** A value as JSON in a data block: nothing in it can end the element. */
export function embeddedJson(id: string, value: unknown): Markup {
  return new Markup(
    `<script type="application/json" id="${id}">${JSON.stringify(value).replace(/</g, '\\u003c')}</script>\n`,
  );
}
