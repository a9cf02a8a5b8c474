import type {
  BarsRequest,
  BarColumn,
  Interval,
  CorporateAction,
  DataQuality,
  PriceBasis,
  Provenance,
} from '@bot-v2/sdk';

/** What a file states beside its prices, row by row; 0 (for splits also 1) where nothing happened. */
export interface StatedEvents {
  /** Cash for one share, going ex on this row. */
  readonly dividends?: Float64Array | undefined;
  /** New shares for one old share from this row on. */
  readonly splits?: Float64Array | undefined;
  /** Distributed capital gains, going ex on this row. */
  readonly capitalGains?: Float64Array | undefined;
}

/** Everything a source knows of one symbol: all its rows, before range, checks and hash. */
export interface LoadedBars {
  readonly symbol: string;
  readonly columns: Readonly<Record<BarColumn, Float64Array>>;
  readonly basis: PriceBasis;
  /** Ascending by `exDate`. */
  readonly actions: readonly CorporateAction[];
  readonly provenance: Omit<Provenance, 'contentHash'>;
  readonly quality: Omit<DataQuality, 'findings'>;
  /** The source's own back-adjusted close, row by row: only ever checked, never traded. */
  readonly adjustedClose?: Float64Array | undefined;
  /** Events the source states row by row: only ever checked; what the ledger settles is `actions`. */
  readonly stated?: StatedEvents | undefined;
  /** The exchange's calendar (id or usual name, see `@bot-v2/engine/calendar`): tells holidays from missing bars. */
  readonly calendar?: string | undefined;
}

/** A source of bars. */
export interface BarsProvider {
  readonly id: string;
  /** Interval of the rows it has, when that does not follow the request: longer bars are then made from them. */
  readonly interval?: Interval | undefined;
  /**
   * @throws BOT_DATA_NOT_FOUND when it has no such symbol or interval
   * @throws BOT_DATA_UNREADABLE, BOT_DATA_MALFORMED, BOT_DATA_EMPTY when what it has cannot be used
   */
  load(request: BarsRequest): Promise<LoadedBars>;
}
