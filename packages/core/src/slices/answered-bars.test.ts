import { getData } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { makeBars } from '../../test/bars.js';
import type { Origin } from '../registry/candidate.js';
import { answeredBars } from './answered-bars.js';
import type { LoadedSlice } from './loaded-slice.js';

const bars = makeBars('AAA', 40);
const hash = bars.provenance.contentHash;
const request = { symbol: 'AAA', interval: '1d' };

function answered(origin: Origin, contentHash: string): string {
  const provider = { id: 'acme', candidate: { origin } } as LoadedSlice;
  const frame: Bars = { ...bars, provenance: { ...bars.provenance, contentHash } };
  return (answeredBars(getData, provider, { request }, { bars: frame })['bars'] as Bars).provenance.contentHash;
}

test('a hash left empty is filled in, whoever answers', () => {
  for (const origin of ['first-party', 'workspace', 'third-party', 'inline'] as const)
    expect(answered(origin, '')).toBe(hash);
});

test.each(['workspace', 'third-party'] as const)(
  'a wrong hash of a %s slice is refused: replays go by it',
  (origin) => {
    expect(answered(origin, hash)).toBe(hash);
    expect(() => answered(origin, '0'.repeat(64))).toThrow(
      expect.objectContaining({
        code: 'BOT_CAP_OUTPUT',
        slice: 'acme',
        message: expect.stringContaining('contentHash'),
      }),
    );
  },
);
