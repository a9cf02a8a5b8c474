import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { longestOwn, ownSha256Hex, sha256Hex } from './sha256.js';

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
});
