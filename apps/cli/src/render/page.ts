import type { Style } from '../terminal/style.js';

/** What a renderer knows of the place its text goes to. */
export interface Page {
  /** Columns available, at most `maximumWidth`. */
  readonly width: number;
  readonly style: Style;
}

/** Wider lines are hard to read; a text that is not for a terminal gets this width too. */
export const maximumWidth = 80;
