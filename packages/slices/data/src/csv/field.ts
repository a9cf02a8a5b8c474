/** Bytes that matter in a row. */
export const byte = {
  tab: 9,
  newline: 10,
  return: 13,
  space: 32,
  quote: 34,
  plus: 43,
  minus: 45,
  dot: 46,
  slash: 47,
  colon: 58,
  t: 84,
  z: 90,
} as const;

/** Whether a field may end before this byte. The buffer must end in a newline, so that every field ends. */
export function endsField(value: number, delimiter: number): boolean {
  return value === delimiter || value === byte.newline || value === byte.return;
}

/** Offset of the byte that ends the field starting at `at`; delimiters inside quotes belong to it. */
export function fieldEnd(bytes: Uint8Array, at: number, delimiter: number): number {
  let p = at;
  if (bytes[p] === byte.quote) {
    p++;
    while (bytes[p] !== byte.quote && bytes[p] !== byte.newline) p++;
  }
  while (!endsField(bytes[p]!, delimiter)) p++;
  return p;
}

/** Text of the field starting at `at`, without blanks around it and without quotes. */
export function fieldText(bytes: Uint8Array, at: number, delimiter: number): string {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(at, fieldEnd(bytes, at, delimiter))).trim();
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).trim() : text;
}
