const secretKey = /passw(or)?d|secret|token|authorization|credential|cookie|private[-_]?key|api[-_]?key|(^|[-_.])key$/i;
/** Stands where a secret was. */
export const redacted = '[redacted]';

/** Whether values under this key are secrets. */
export function isSecretKey(key: string): boolean {
  return secretKey.test(key);
}

/** Hides secrets in log data: by the name of their key, and by their value wherever it turns up. */
export class Redactor {
  private readonly values = new Set<string>();

  /** Remembers a secret by value; shorter than four characters would hide ordinary text and is ignored. */
  register(value: string): void {
    if (value.length >= 4) this.values.add(value);
  }

  /** Registers all texts under secret keys of some configuration. */
  registerSecrets(config: unknown): void {
    if (typeof config !== 'object' || config === null) return;
    for (const [key, value] of Object.entries(config)) {
      if (typeof value === 'string' && isSecretKey(key)) this.register(value);
      else this.registerSecrets(value);
    }
  }

  /** Text without any registered secret. */
  text(text: string): string {
    let clean = text;
    for (const value of this.values) clean = clean.replaceAll(value, redacted);
    return clean;
  }

  /** A copy of plain data without secrets; typed arrays become their length. */
  data(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > 8) return '[deep]';
    if (ArrayBuffer.isView(value)) return `[${Object.prototype.toString.call(value).slice(8, -1)}]`;
    if (Array.isArray(value)) return value.map((item) => this.data(item, depth + 1));
    if (Object.prototype.toString.call(value) === '[object Error]') return this.text((value as Error).message);
    const entries = Object.entries(value).map(([key, inner]) => [
      key,
      isSecretKey(key) ? redacted : this.data(inner, depth + 1),
    ]);
    return Object.fromEntries(entries) as unknown;
  }
}
