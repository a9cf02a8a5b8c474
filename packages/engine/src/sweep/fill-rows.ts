/** The fills of a trial. */
export interface SweptFills {
  /** Their rows: `count` of these from `first` on, the others being those of other trials. */
  readonly rows: Int32Array;
  readonly first: number;
  readonly count: number;
  /** Signed quantity of each; empty where they buy one share and sell it again, in turn. */
  readonly sizes: Float64Array;
}

/** Rows kept in one piece: making an array for each trial would cost more than its fills. */
const pieceRows = 1 << 14;
const none = new Float64Array(0);

/** Writes down the fills of one trial after the other. */
export class FillRows {
  private rows: Int32Array;
  private sizes: Float64Array;
  private first = 0;
  private next = 0;
  private unitTurns = true;

  /** @param kept false where nobody asks for more than their number */
  constructor(private readonly kept: boolean) {
    this.rows = new Int32Array(kept ? pieceRows : 0);
    this.sizes = new Float64Array(kept ? 256 : 0);
  }

  /** Begins a trial. */
  start(): void {
    this.first = this.next;
    this.unitTurns = true;
  }

  /** Fills of the trial so far. */
  get count(): number {
    return this.next - this.first;
  }

  add(row: number, signed: number): void {
    if (!this.kept) {
      this.next++;
      return;
    }
    if (this.next === this.rows.length) this.turnPage();
    const at = this.next - this.first;
    this.rows[this.next++] = row;
    // Quantities that are known by turns are not written down.
    if (this.unitTurns && signed === turn(at)) return;
    if (this.unitTurns) this.writeTurns(at);
    if (at === this.sizes.length) this.widen();
    this.sizes[at] = signed;
  }

  /** Those of the trial, for good. */
  taken(): SweptFills {
    const { rows, first, count, sizes, unitTurns } = this;
    return { rows, first, count, sizes: unitTurns ? none : sizes.slice(0, count) };
  }

  /** A new piece, with what is there of the trial. */
  private turnPage(): void {
    const { rows, first, count } = this;
    this.rows = new Int32Array(Math.max(pieceRows, 2 * count));
    this.rows.set(rows.subarray(first));
    this.first = 0;
    this.next = count;
  }

  private writeTurns(count: number): void {
    this.unitTurns = false;
    while (this.sizes.length < count) this.widen();
    for (let at = 0; at < count; at++) this.sizes[at] = turn(at);
  }

  private widen(): void {
    const { sizes } = this;
    this.sizes = new Float64Array(2 * sizes.length);
    this.sizes.set(sizes);
  }
}

/** Signed quantity of a fill. */
export function sizeOf({ sizes }: SweptFills, at: number): number {
  return sizes.length === 0 ? turn(at) : sizes[at]!;
}

const turn = (at: number) => 1 - 2 * (at & 1);
