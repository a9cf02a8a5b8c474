/** Ports by name, as text: `{ history: "History@1", regime: "Regime@1?" }`. */
export type PortTexts = Readonly<Record<string, string>>;

/** A provided capability, as data. */
export interface CapabilityManifest {
  readonly version: string;
  readonly aliases: readonly string[];
  readonly scope: 'symbol' | 'portfolio';
  readonly effects: 'none' | 'read' | 'venue';
  readonly in: PortTexts;
  readonly out: PortTexts;
}

/** What a slice package says of itself under `botV2`, so that nothing need be imported to know it. */
export interface SliceManifest {
  readonly manifest: 1;
  readonly kind: 'slice';
  readonly id: string;
  readonly sdkApi: number;
  /** By capability id. */
  readonly provides: Readonly<Record<string, CapabilityManifest>>;
  /** Capability id → version needed; `1.0?` where the slice can do without. */
  readonly consumes: Readonly<Record<string, string>>;
  readonly modes: readonly string[];
  readonly permissions: readonly string[];
}

/** What a strategies package says of itself under `botV2`. */
export interface StrategiesManifest {
  readonly manifest: 1;
  readonly kind: 'strategies';
  readonly sdkApi: number;
  /** By strategy id; `export` is the name under which the package exports it. */
  readonly strategies: Readonly<
    Record<string, { readonly version: string; readonly scope: 'symbol' | 'portfolio'; readonly export: string }>
  >;
}

/** Either kind. */
export type Manifest = SliceManifest | StrategiesManifest;

/** The keyword that nominates a package of each kind. */
export const manifestKeywords = { slice: 'bot-v2-slice', strategies: 'bot-v2-strategies' } as const;
