import { readDataFile } from './data-directory.adapter.js';
import type { SampleInfo } from './sample-info.js';
import { sessionTime } from './session-time.js';

/** A catalogue entry as stored: dates as `YYYY-MM-DD`, and the file that holds the bars. */
type StoredInfo = Omit<SampleInfo, 'first' | 'last'> & { first: string; last: string; file: string };

/** What is known of a symbol, and the data file that holds its bars. */
export interface CatalogEntry {
  readonly info: SampleInfo;
  readonly file: string;
}

let entries: ReadonlyMap<string, CatalogEntry> | undefined;

function readCatalog(): ReadonlyMap<string, CatalogEntry> {
  const text = new TextDecoder().decode(readDataFile('index.json'));
  const stored = (JSON.parse(text) as { samples: StoredInfo[] }).samples;
  return new Map(
    stored.map(({ file, first, last, ...rest }) => {
      Object.freeze(rest.source);
      if (rest.actionsSource) Object.freeze(rest.actionsSource);
      const info: SampleInfo = Object.freeze({ ...rest, first: sessionTime(first), last: sessionTime(last) });
      return [info.symbol, { info, file }];
    }),
  );
}

/** The catalogue by symbol; read once, on first use. */
export function catalog(): ReadonlyMap<string, CatalogEntry> {
  return (entries ??= readCatalog());
}

/** Every bundled symbol, in a fixed order. Reads a small index once; no bars are loaded. The entries are frozen. */
export function sampleSymbols(): SampleInfo[] {
  return [...catalog().values()].map((entry) => entry.info);
}
