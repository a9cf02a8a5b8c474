/** What is appended: `key` is unique in the journal, `body` is JSON, `ts` is when it was recorded (epoch ms UTC). */
export interface NewEvent {
  readonly ts: number;
  readonly type: string;
  readonly key: string;
  /** JSON text. Money and prices are JSON decimals or integers of 1e-4; no column of the table is a floating number. */
  readonly body: string;
}

/** An event of the journal: `seq` counts from 1 without a gap, `hash` covers the event and the hash before it. */
export interface StoredEvent extends NewEvent {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
}

/** The end of a journal: its number of events and the hash of the last one (`genesisHash` when empty). */
export interface Tail {
  readonly seq: number;
  readonly hash: string;
}
