import { checkedFrame } from './checked-frame.js';
import { contentHash } from './content-hash.js';
import { readDataFile } from './data-directory.adapter.js';
import { decodeSample } from './decode-sample.js';
import { loadSample } from './load-sample.js';
import { sampleSymbols } from './sample-catalog.js';

const symbols = sampleSymbols().map((info) => info.symbol);

test('an unknown symbol is a RangeError that lists the known ones', () => {
  expect(() => loadSample('NVDA')).toThrow(RangeError);
  expect(() => loadSample('NVDA')).toThrow('No sample data for "NVDA"; there is AAPL, MSFT, TXN, SP500.');
});

test.each(symbols)('%s agrees with its catalogue entry', (symbol) => {
  const frame = loadSample(symbol);
  const { info } = frame;
  expect(frame).toMatchObject({ symbol, interval: '1d', basis: 'raw', length: info.bars, sha256: info.sha256 });
  expect([frame.tradable, frame.currency]).toEqual([info.tradable, info.currency]);
  expect([frame.time[0], frame.time[frame.length - 1]]).toEqual([info.first, info.last]);
  expect(frame.actions).toHaveLength(info.actions);
  for (const column of ['time', 'open', 'high', 'low', 'close', 'volume'] as const) {
    expect(frame[column]).toHaveLength(info.bars);
  }
});

test('each call returns columns of its own', () => {
  const first = loadSample('AAPL');
  first.close[0] = -1;
  expect(loadSample('AAPL').close[0]).toBe(454.74);
});

test('the content hash changes with one bar, one action, one symbol', () => {
  const sample = decodeSample(readDataFile('aapl.bars'));
  const original = contentHash(sample);
  expect(contentHash({ ...sample, symbol: 'MSFT' })).not.toBe(original);
  expect(contentHash({ ...sample, actions: sample.actions.slice(1) })).not.toBe(original);
  sample.columns.low[700]! += 0.01;
  expect(contentHash(sample)).not.toBe(original);
});

describe('damaged data', () => {
  const bytes = () => Uint8Array.from(readDataFile('aapl.bars'));
  const info = sampleSymbols()[0]!;

  test('a changed byte is refused', () => {
    const changed = bytes();
    changed[changed.length - 3]! ^= 1;
    expect(() => checkedFrame(info, changed)).toThrow('The sample data of AAPL is damaged');
  });

  test('a short file, another format and no header are refused', () => {
    expect(() => checkedFrame(info, bytes().subarray(0, -8))).toThrow(/AAPL: \d+ bytes where \d+ belong/);
    expect(() => decodeSample(new TextEncoder().encode('{"format":"x"}\n'))).toThrow('unknown sample format x');
    expect(() => decodeSample(new TextEncoder().encode('Date,Open\n1,2\n'))).toThrow('no header line');
    expect(() => decodeSample(new Uint8Array())).toThrow('no header line');
  });
});
