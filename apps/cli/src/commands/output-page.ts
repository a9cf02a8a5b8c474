import { maximumWidth } from '../render/page.js';
import type { Page } from '../render/page.js';
import { createStyle } from '../terminal/style.js';
import type { TextStream } from '../terminal/terminal.js';

/** Narrowest page: below this, lines are left to the terminal to break. */
const minimumWidth = 48;

/** The page of a stream: its columns, but never wider than is easy to read. */
export function outputPage(stream: TextStream): Page {
  const width = Math.max(minimumWidth, Math.min(stream.columns ?? maximumWidth, maximumWidth));
  return { width, style: createStyle(stream.colour) };
}
