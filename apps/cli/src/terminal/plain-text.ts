/** Control characters, and those that turn the direction of writing: a terminal would obey them. */
const obeyed = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Longer text is cut: nobody reads it. */
const mostCharacters = 20_000;

/** Text of whatever origin as one line that a terminal shows and does not obey: what it would obey is written `\u001b`. */
export function plainText(text: string): string {
  const line = (text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text)
    .replace(/\s*[\r\n]\s*/g, ' ')
    .trim();
  return line.replace(obeyed, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
