/** A port as a manifest writes it. */
export interface PortReference {
  readonly name: string;
  readonly major: number;
  readonly bySymbol: boolean;
  readonly optional: boolean;
}

const pattern = /^(?:BySymbol<([A-Z]\w*)@(\d+)>|([A-Z]\w*)@(\d+))(\?)?$/;

/** Reads `History@1`, `Regime@1?` or `BySymbol<History@1>?`; undefined when the text is none of these. */
export function parsePort(text: string): PortReference | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const bySymbol = match[1] !== undefined;
  return {
    name: (bySymbol ? match[1] : match[3])!,
    major: Number(bySymbol ? match[2] : match[4]),
    bySymbol,
    optional: match[5] === '?',
  };
}
