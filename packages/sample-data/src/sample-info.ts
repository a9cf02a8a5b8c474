/** The published file a sample was rebuilt from. */
export interface SampleSource {
  /** npm package name. */
  readonly package: string;
  readonly version: string;
  /** Path inside the package. */
  readonly file: string;
  /** SPDX id of the licence the file was published under; its text is in `licenses/`. */
  readonly license: string;
  /** sha256 of the file as published, hex. */
  readonly sha256: string;
}

/** What is known about one bundled symbol without reading its bars. */
export interface SampleInfo {
  readonly symbol: string;
  readonly name: string;
  readonly kind: 'stock' | 'index';
  /** False for an index: its level can be read but not bought. */
  readonly tradable: boolean;
  /** ISO 4217 code of the price unit. */
  readonly currency: string;
  readonly interval: '1d';
  /** Session date of the first bar: midnight UTC, epoch ms. */
  readonly first: number;
  /** Session date of the last bar: midnight UTC, epoch ms. */
  readonly last: number;
  readonly bars: number;
  /** How many splits and dividends the frame carries. */
  readonly actions: number;
  /** Whether the actions are all there are between `first` and `last`, each with a certain amount. */
  readonly actionsComplete: boolean;
  /** Where the actions come from, and what is uncertain or missing. */
  readonly actionsNote: string;
  /** Content hash of the frame, see `contentHash`. */
  readonly sha256: string;
  readonly source: SampleSource;
  /** A second file that reports actions, where there is one. */
  readonly actionsSource?: SampleSource;
}
