import type { Crossings, Pair } from './crossings.js';
import { wasm, wasmModule } from './wasm-code.js';
import type { Code } from './wasm-code.js';

/** What of WebAssembly is used; absent where an engine was started without it. */
declare const WebAssembly:
  | {
      readonly Module: new (bytes: Uint8Array) => object;
      readonly Instance: new (module: object) => { readonly exports: unknown };
    }
  | undefined;

/** Rows that one turn of the scan compares. */
const turnRows = 16;
const pages = 64;
/** Longest frame that is scanned in one piece, and the rows of a piece of a longer one, so that columns stay in the cache. */
const mostRows = 4_096;
const pieceRows = 2_048;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  /**
   * Writes the crossings of two columns, at these addresses, from address 0 on. `before` has bit 0 set when the row before was
   * above, and bit 1 when it was below.
   * @returns how many there are
   */
  readonly run: (x: number, y: number, rows: number, before: number) => number;
}

/**
 * Finds where columns cross, two rows an instruction, in a memory of its own to which pieces of columns are copied. One
 * piece is scanned for all pairs before the next.
 */
export class CrossingScan {
  private readonly run: Exports['run'];
  private readonly found: Int32Array;
  private readonly cells: Float64Array;
  private owner: symbol | null = null;
  private piece = -1;
  private places = new WeakMap<Float64Array, number>();
  private placedColumns = 0;

  constructor(exports: Exports) {
    this.run = exports.run;
    this.found = new Int32Array(exports.memory.buffer);
    this.cells = new Float64Array(exports.memory.buffer);
  }

  /**
   * The crossings of pairs of columns of one length, all written to their place in `crossings`.
   * @param owner whose columns they are: what it gave before is not copied again while nobody else came
   */
  scan(owner: symbol, pairs: readonly Pair[], crossings: readonly Crossings[]): void {
    if (pairs.length === 0) return;
    if (this.owner !== owner) this.piece = -1;
    this.owner = owner;
    const { length } = pairs[0]!.one;
    const rows = length <= mostRows ? length : pieceRows;
    for (const each of crossings) each.count = 0;
    for (let start = 0; start < length; start += rows) {
      if (this.piece !== start) this.clear();
      this.piece = start;
      const end = Math.min(length, start + rows);
      for (let k = 0; k < pairs.length; k++) this.scanPiece(pairs[k]!, start, end, crossings[k]!);
    }
  }

  private scanPiece({ one, other }: Pair, start: number, end: number, crossings: Crossings): void {
    const width = paddedRows(end - start);
    // The room of what is found, and of two more columns.
    if ((this.placedColumns + 3) * width > this.cells.length) this.clear();
    const x = this.placed(one, start, end, width);
    const y = this.placed(other, start, end, width);
    const count = this.run(8 * x, 8 * y, width, this.before(one, other, start));
    crossings.add(this.found, count, start, end);
  }

  private clear(): void {
    this.places = new WeakMap();
    this.placedColumns = 0;
  }

  /** How the columns stand at the row before a piece, as a scan wants to know it. */
  private before(one: Float64Array, other: Float64Array, start: number): number {
    if (start === 0) return 0;
    return one[start - 1]! > other[start - 1]! ? 1 : one[start - 1]! < other[start - 1]! ? 2 : 0;
  }

  /** Where rows of a column stand, behind them NaN, which is above nothing. */
  private placed(column: Float64Array, start: number, end: number, width: number): number {
    let place = this.places.get(column);
    if (place === undefined) {
      place = ++this.placedColumns * width;
      this.cells.set(start === 0 && end === column.length ? column : column.subarray(start, end), place);
      this.cells.fill(NaN, place + end - start, place + width);
      this.places.set(column, place);
    }
    return place;
  }
}

const paddedRows = (rows: number) => Math.ceil(rows / turnRows) * turnRows;

let scan: CrossingScan | null | undefined;

/** The scan of this thread; null where there is no WebAssembly. */
export function crossingScan(): CrossingScan | null {
  if (scan !== undefined) return scan;
  if (typeof WebAssembly === 'undefined') return (scan = null);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(scanModule()));
  return (scan = new CrossingScan(exports as Exports));
}

/** Masks of four pairs of rows, narrowed: of each row two bits. */
const rowBits = (masks: readonly Code[]): Code => {
  const [first, second, third, fourth] = masks as readonly [Code, Code, Code, Code];
  return wasm.byteBits(wasm.narrowTo8(wasm.narrowTo16(first, second), wasm.narrowTo16(third, fourth)));
};

function scanModule(): Uint8Array {
  const { get, set, tee, number, store, isLess, trailingZeros, add, subtract, and, or, not } = wasm;
  const { shiftLeft, shiftRight, loadPair, pairGreater, when, repeat } = wasm;
  const [x, y, rows, before, row, out, bits, starts] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  const [pairOfX, pairOfY, above, below] = [8, 9, 10, 14] as const;
  const four = [0, 1, 2, 3];
  /** Compares eight rows from `first` on, and sets two bits of each: above, and below. */
  const compareEight = (first: number): readonly Code[] => [
    ...four.flatMap((k) => [
      set(pairOfX, loadPair(get(x), 8 * (first + 2 * k))),
      set(pairOfY, loadPair(get(y), 8 * (first + 2 * k))),
      set(above + k, pairGreater(get(pairOfX), get(pairOfY))),
      set(below + k, pairGreater(get(pairOfY), get(pairOfX))),
    ]),
    set(
      bits,
      or(
        first === 0 ? number(0) : get(bits),
        shiftLeft(
          or(
            and(rowBits(four.map((k) => get(above + k))), number(0x5555)),
            and(rowBits(four.map((k) => get(below + k))), number(0xaaaa)),
          ),
          number(2 * first),
        ),
      ),
    ),
  ];
  return wasmModule(pages, { parameters: 4, numbers: 4, pairs: 10 }, [
    repeat(
      [
        ...compareEight(0),
        ...compareEight(8),
        // A stretch starts where a bit is set that is not set for the row before.
        set(starts, and(get(bits), not(or(shiftLeft(get(bits), number(2)), get(before))))),
        set(before, shiftRight(get(bits), number(30))),
        when(
          get(starts),
          repeat(
            [store(get(out), add(get(row), trailingZeros(get(starts)))), set(out, add(get(out), number(4)))],
            tee(starts, and(get(starts), subtract(get(starts), number(1)))),
          ),
        ),
        set(x, add(get(x), number(8 * turnRows))),
        set(y, add(get(y), number(8 * turnRows))),
      ],
      isLess(tee(row, add(get(row), number(2 * turnRows))), shiftLeft(get(rows), number(1))),
    ),
    shiftRight(get(out), number(2)),
  ]);
}
