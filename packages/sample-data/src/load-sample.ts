import { checkedFrame } from './checked-frame.js';
import { readDataFile } from './data-directory.adapter.js';
import { catalog } from './sample-catalog.js';
import type { SampleFrame } from './sample-frame.js';

/**
 * The bars and actions of one bundled symbol. Reads the file and checks its content hash on every call (about a
 * millisecond) and returns a fresh frame, so a caller that keeps it shares it with nobody.
 *
 * @throws RangeError for a symbol that is not bundled; the message lists those that are. Symbols are case-sensitive.
 * @throws Error when the data file is damaged: not of the format, cut short, or with another content hash.
 */
export function loadSample(symbol: string): SampleFrame {
  const entry = catalog().get(symbol);
  if (!entry) {
    throw new RangeError(`No sample data for ${JSON.stringify(symbol)}; there is ${[...catalog().keys()].join(', ')}.`);
  }
  return checkedFrame(entry.info, readDataFile(entry.file));
}
