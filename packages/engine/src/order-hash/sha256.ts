import { OwnSha256 } from './own-sha256.js';
import { platformSha256 } from './platform-digest.adapter.js';
import type { RunningDigest } from './running-digest.js';

/** Input longer than this is left to the platform where it has a digest of its own. */
export const longestOwn = 4_096;

/** A SHA-256 of bytes that come in parts, for long input. */
export function runningSha256(): RunningDigest {
  return platformSha256?.() ?? new OwnSha256();
}

/**
 * SHA-256 (FIPS 180-4) of bytes as 64 lower-case hex digits. A string is taken as UTF-8. Runs anywhere, also in a browser.
 */
export function sha256Hex(input: Uint8Array | string): string {
  const bytes = typeof input === 'string' ? utf8(input) : input;
  return digestOf(bytes, bytes.length > longestOwn ? runningSha256() : new OwnSha256());
}

/** The same by our own code, whatever the platform has. */
export function ownSha256Hex(input: Uint8Array): string {
  return digestOf(input, new OwnSha256());
}

function digestOf(bytes: Uint8Array, digest: RunningDigest): string {
  digest.update(bytes);
  return digest.hex();
}

/** UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. */
function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    let point = character.codePointAt(0)!;
    if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
  }
  return Uint8Array.from(bytes);
}
