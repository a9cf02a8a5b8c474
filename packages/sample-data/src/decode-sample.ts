import type { SampleAction, SampleColumns } from './sample-frame.js';
import { fromLittleEndian } from './byte-order.js';
import { sessionTime } from './session-time.js';

type Dated<A> = A extends unknown ? Omit<A, 'exDate'> & { exDate: string } : never;

interface Header {
  readonly format: string;
  readonly symbol: string;
  readonly length: number;
  readonly actions: Dated<SampleAction>[];
}

/** The contents of one data file. */
export interface DecodedSample {
  readonly symbol: string;
  readonly length: number;
  readonly columns: SampleColumns;
  readonly actions: readonly SampleAction[];
}

const NEWLINE = 0x0a;
const COLUMNS = 6;

/**
 * Reads one data file: a line of JSON, then the six columns time, open, high, low, close, volume, each of `length`
 * little-endian float64. The columns are copies: they share no memory with `bytes`. Throws an Error when the bytes are
 * not of this format or not complete.
 */
export function decodeSample(bytes: Uint8Array): DecodedSample {
  const start = bytes.indexOf(NEWLINE) + 1;
  if (start === 0 || bytes[0] !== 0x7b) throw new Error('not a sample file: no header line');
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(0, start))) as Header;
  if (header.format !== 'bot-v2-sample@1') throw new Error(`unknown sample format ${header.format}`);
  const { symbol, length } = header;
  const expected = start + COLUMNS * 8 * length;
  if (bytes.length !== expected) throw new Error(`${symbol}: ${bytes.length} bytes where ${expected} belong`);

  const column = (index: number): Float64Array => {
    const values = new Float64Array(length);
    const from = start + index * 8 * length;
    new Uint8Array(values.buffer).set(bytes.subarray(from, from + 8 * length));
    return fromLittleEndian(values);
  };
  return {
    symbol,
    length,
    columns: { time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) },
    actions: header.actions.map((action) => ({ ...action, exDate: sessionTime(action.exDate) })),
  };
}
