/** Texts by number, in the order of their first use. */
export class TextTable {
  readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();
  /** The text asked for last, and its number. */
  private last = '';
  private lastNumber = -1;

  /** The number of a text, from now on if it is new. */
  numberOf(text: string): number {
    if (text === this.last && this.lastNumber >= 0) return this.lastNumber;
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.numbers.set(text, number);
    }
    this.last = text;
    this.lastNumber = number;
    return number;
  }
}
