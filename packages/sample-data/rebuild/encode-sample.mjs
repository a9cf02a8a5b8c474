import { createHash } from 'node:crypto';

const dayMs = 86_400_000;
const columns = ['day', 'open', 'high', 'low', 'close', 'volume'];
const inUnits = { day: (days) => days * dayMs, volume: (lots) => lots * 100 };
const dollars = (cents) => cents / 100;

/** One column as little-endian float64: epoch ms, dollars or shares. */
function columnBytes(rows, name) {
  const convert = inUnits[name] ?? dollars;
  const bytes = Buffer.alloc(8 * rows.length);
  rows.forEach((row, i) => bytes.writeDoubleLE(convert(row[name]), 8 * i));
  return bytes;
}

/**
 * One symbol as bytes: a line of JSON, padded with spaces to a multiple of eight and ended by a newline, then the six
 * columns time, open, high, low, close, volume, each of `length` little-endian float64.
 */
export function encodeSample({ info, rows, actions }) {
  const header = { format: 'bot-v2-sample@1', symbol: info.symbol, length: rows.length, actions };
  const line = Buffer.from(JSON.stringify(header));
  const padded = Buffer.alloc(Math.ceil((line.length + 1) / 8) * 8, ' ');
  line.copy(padded);
  padded[padded.length - 1] = 0x0a;
  return Buffer.concat([padded, ...columns.map((name) => columnBytes(rows, name))]);
}

/** Identity of the content: sha256 of a line of JSON with the actions, then the six columns as they are stored. */
function contentHash({ info, rows, actions }) {
  const timed = actions.map(({ type, exDate, ...rest }) => ({ type, exDate: Date.parse(exDate), ...rest }));
  const head = { symbol: info.symbol, interval: '1d', basis: 'raw', length: rows.length, actions: timed };
  const hash = createHash('sha256').update(`bot-v2-sample@1\n${JSON.stringify(head)}\n`);
  for (const name of columns) hash.update(columnBytes(rows, name));
  return hash.digest('hex');
}

/** The entry of one symbol in `data/index.json`. */
export function indexEntry(sample, sources) {
  const { info, rows } = sample;
  return {
    symbol: info.symbol,
    name: info.name,
    kind: info.kind,
    tradable: info.tradable,
    currency: 'USD',
    interval: '1d',
    first: rows[0].date,
    last: rows[rows.length - 1].date,
    bars: rows.length,
    actions: sample.actions.length,
    actionsComplete: info.actionsComplete,
    actionsNote: info.actionsNote,
    file: info.file,
    sha256: contentHash(sample),
    source: sources[info.source],
    ...(info.actionsSource && { actionsSource: sources[info.actionsSource] }),
  };
}
