import { compareValues } from './agreement.mjs';
import { nudged } from './nudge.mjs';

/** A path into a document: keys of an object, indices of an array, [column, row] of a table. */
/** @typedef {readonly (string | number)[]} Pointer */

const keyOf = (pointer) => pointer.join('\u0000');

/** What comparing one file brought: cases, values, failures, and which of the file's values nobody looked at. */
export class Examination {
  cases = 0;
  failedCases = 0;
  values = 0;
  failed = 0;
  worstRelativeError = 0;
  worstShare = 0;
  smallestTolerance = Infinity;
  largestTolerance = 0;
  /** First differences, as text. */
  failures = [];
  /** Values without an adapter for their subject, by reason. */
  notBuiltValues = new Map();
  /** A random value that a small change must make fail. */
  sample;
  #marks = new Map();
  #current = '';
  #currentFailed = false;
  #eligible = 0;

  /** @param {{ next(): number }} random draws the value of the self-test */
  constructor(file, random) {
    this.file = file;
    this.#random = random;
  }
  #random;

  /** Share of the file's expected values that were compared, those set aside not counted; 1 where there are none. */
  get mapped() {
    const { count } = this.unmapped();
    return this.values + count === 0 ? 1 : this.values / (this.values + count);
  }

  /** Begins a case: the values compared from now on belong to it. */
  case(name) {
    this.cases++;
    this.#current = name;
    this.#currentFailed = false;
  }

  /** Compares the value at a place of the file. */
  compare(pointer, expected, actual, tolerance) {
    this.#marks.set(keyOf(pointer), 'compared');
    this.#count(pointer, expected, actual, tolerance);
  }

  /**
   * Compares a table's column row by row with `actual`.
   * @param tolerance one for all cells, or a function of the cell's text
   * @param {(row: number, cell: string) => boolean} [applies] rows to compare; default all
   * @param {string} [reason] why the values of the other rows are set aside
   */
  compareColumn(column, actual, tolerance, applies = () => true, reason = 'the definitions differ at these rows') {
    this.#marks.set(keyOf([column]), 'compared');
    const cells = this.file.document[column];
    if (actual.length !== cells.length) {
      this.fail(`${column} has ${cells.length} rows, not ${actual.length}`);
    }
    cells.forEach((cell, row) => {
      if (!applies(row, cell)) {
        if (cell !== '' && !/^nan$/i.test(cell)) this.#setAside(reason, 1);
        return;
      }
      this.#count([column, row], cell, actual[row], typeof tolerance === 'function' ? tolerance(cell) : tolerance);
    });
  }

  /** A failure that is not a difference of values. */
  fail(message) {
    this.values++;
    this.#failure(message, Infinity);
  }

  #count(pointer, expected, actual, tolerance) {
    this.values++;
    const { agrees, relativeError, share } = compareValues(expected, actual, tolerance);
    const size = tolerance.relative || tolerance.absolute;
    this.smallestTolerance = Math.min(this.smallestTolerance, size);
    this.largestTolerance = Math.max(this.largestTolerance, size);
    if (!agrees) return this.#failure(`${pointer.join('/')}: expected ${expected}, is ${actual}`, relativeError);
    this.worstRelativeError = Math.max(this.worstRelativeError, relativeError);
    this.worstShare = Math.max(this.worstShare, share);
    const value = nudged(expected, tolerance);
    if (value === undefined) return;
    this.#eligible++;
    if (this.#random.next() * this.#eligible < 1) this.sample = { pointer, expected, value };
  }

  /** How many values the self-test could have drawn. */
  get eligible() {
    return this.#eligible;
  }

  #failure(message, relativeError) {
    this.failed++;
    this.worstRelativeError = Math.max(this.worstRelativeError, relativeError);
    this.worstShare = Infinity;
    if (!this.#currentFailed) this.failedCases++;
    this.#currentFailed = true;
    if (this.failures.length < 20) this.failures.push(`${this.file.name} ${this.#current}: ${message}`);
  }

  /** What is below `pointer` was read as input, or describes the file; it is no expected value. */
  read(...pointer) {
    this.#marks.set(keyOf(pointer), 'read');
  }

  /** What is below `pointer` belongs to a subject the project does not have yet. */
  notBuilt(pointer, reason) {
    const count = this.#valuesBelow(
      pointer.reduce((at, key) => at[key], this.file.document),
      pointer,
    );
    this.#setAside(reason, count);
    this.#marks.set(keyOf(pointer), 'not built');
  }

  #setAside(reason, count) {
    this.notBuiltValues.set(reason, (this.notBuiltValues.get(reason) ?? 0) + count);
  }

  /** Values below a place that are not yet marked; empty ones do not count. */
  #valuesBelow(value, pointer) {
    if (this.#marks.has(keyOf(pointer))) return 0;
    if (value === null || typeof value !== 'object') return value === null || value === '' ? 0 : 1;
    return Object.keys(value).reduce((sum, key) => sum + this.#valuesBelow(value[key], [...pointer, key]), 0);
  }

  /** The values nobody compared, read or set aside: their number and the first places. */
  unmapped() {
    return (this.#unmapped ??= this.#findUnmapped());
  }
  #unmapped;

  #findUnmapped() {
    const found = { count: 0, places: [] };
    const walk = (value, pointer) => {
      const mark = this.#marks.get(keyOf(pointer));
      if (mark !== undefined) return;
      if (value !== null && typeof value === 'object') {
        for (const key of Object.keys(value)) walk(value[key], [...pointer, key]);
        return;
      }
      found.count++;
      if (found.places.length < 1000) found.places.push(pointer);
    };
    walk(this.file.document, []);
    return found;
  }
}
