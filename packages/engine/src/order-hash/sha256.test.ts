import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { OwnSha256 } from './own-sha256.js';
import { longestOwn, ownSha256Hex, runningSha256, sha256Hex } from './sha256.js';

const reference = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

describe('sha256Hex', () => {
  it('gives the digests of FIPS 180-4', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('equals the platform digest at every padding boundary', () => {
    for (const length of [1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) & 255);
      expect(sha256Hex(bytes)).toBe(reference(bytes));
    }
  });

  it('is the same by our own code and by the platform, which takes over for long input', () => {
    for (const length of [longestOwn - 1, longestOwn, longestOwn + 1, 3 * longestOwn + 5]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 7) & 255);
      expect(ownSha256Hex(bytes)).toBe(reference(bytes));
      expect(sha256Hex(bytes)).toBe(reference(bytes));
    }
  });

  it('equals the platform digest on any bytes and any text', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => sha256Hex(bytes) === reference(bytes)));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => sha256Hex(text) === reference(text)));
  });

  it('takes bytes in any parts, which may be overwritten afterwards', () => {
    const parts = fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 6 });
    fc.assert(
      fc.property(parts, (given) => {
        const whole = Uint8Array.from(given.flatMap((part) => [...part]));
        for (const digest of [new OwnSha256(), runningSha256()]) {
          for (const part of given) {
            const room = part.slice();
            digest.update(room);
            room.fill(0);
          }
          expect(digest.hex()).toBe(reference(whole));
        }
      }),
    );
  });
});
