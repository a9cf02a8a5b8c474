import { isBotError } from '@bot-v2/sdk';
import { loadSample } from '@bot-v2/sample-data';
import { barsOf, createSampleProvider, getBars } from './index.js';
import type { GivenBars } from './index.js';

const { time, open, high, low, close, volume } = loadSample('AAPL');
const rows = { time, open, high, low, close, volume };
const facts = { symbol: 'AAPL', interval: '1d', kind: 'real' } as const;

function refusal(given: unknown): string {
  try {
    barsOf(given as GivenBars);
  } catch (error) {
    if (isBotError(error)) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'taken';
}

describe('bars of own columns', () => {
  test('are those a provider of the same rows and actions gives', async () => {
    const provided = await getBars(createSampleProvider(), { symbol: 'AAPL', interval: '1d' });
    const made = barsOf({ ...facts, ...rows, basis: 'raw', calendar: 'XNYS', actions: [...provided.actions] });
    expect(made.provenance).toEqual({
      kind: 'real',
      provider: 'given',
      source: 'given in code',
      contentHash: provided.provenance.contentHash,
    });
    expect(made.quality.findings).toEqual(provided.quality.findings);
    expect(made.quality).toMatchObject({ periodsPerYear: 252, dividendsKnown: true, currency: 'USD' });
    expect({ ...made, provenance: null, quality: null }).toEqual({ ...provided, provenance: null, quality: null });
  });

  test('are a copy, of any array of numbers', () => {
    const plain = Object.fromEntries(Object.entries(rows).map(([name, column]) => [name, [...column]]));
    const made = barsOf({ ...facts, ...(plain as unknown as typeof rows) });
    expect(made.close).toEqual(close);
    plain['close']![0] = 0;
    expect(made.close[0]).toBe(close[0]);
    expect(made).toMatchObject({ basis: 'as_given', actions: [], quality: { dividendsKnown: false } });
  });

  test.each<[string, object]>([
    ['BOT_CONFIG_INVALID bars as given: kind', { kind: undefined }],
    ['BOT_CONFIG_INVALID bars as given: interval', { interval: '2d' }],
    ['BOT_CONFIG_INVALID bars as given: Unrecognized key: "currencies"', { currencies: 'USD' }],
    ['BOT_CONFIG_INVALID there is no trading calendar "MARS"', { calendar: 'MARS' }],
    ['BOT_DATA_EMPTY AAPL has no bars', { time: [] }],
    ['BOT_DATA_MALFORMED AAPL: volume has 1259 rows, time has 1260', { volume: volume.slice(1) }],
    ['BOT_DATA_MALFORMED AAPL: high has 0 rows', { high: undefined }],
    ['BOT_DATA_MALFORMED AAPL, row 1: time is', { time: time.slice().reverse() }],
    ['BOT_DATA_MALFORMED AAPL: rows are', { time: time.map((t) => t / 1000) }],
    ['BOT_DATA_MALFORMED AAPL, row 3 (2013-05-16T00:00:00.000Z): low is -1', { low: low.with(3, -1) }],
    ['BOT_DATA_MALFORMED AAPL, row 3 (2013-05-16T00:00:00.000Z): open is NaN', { open: open.with(3, NaN) }],
    ['BOT_DATA_MALFORMED AAPL, row 3 (2013-05-16T00:00:00.000Z): close 1000000', { close: close.with(3, 1e6) }],
    ['BOT_DATA_MALFORMED AAPL, row 3 (2013-05-16T00:00:00.000Z): volume is -1', { volume: volume.with(3, -1) }],
  ])('%s', (text, wrong) => {
    expect(refusal({ ...facts, ...rows, ...wrong })).toContain(text);
  });
});
