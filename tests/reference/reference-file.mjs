import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Names of all files below a folder, relative to it, sorted; documentation is left out. */
export function listFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^\.|\.(md|py)$/.test(entry.name))
    .map((entry) =>
      relative(folder, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .sort();
}

/** A file's text without byte order mark; `.gz` is unpacked. */
function readText(path) {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
}

/** A file's name without what packing added to it: by this name forms claim it and other files name it. */
export const unpackedName = (name) => name.replace(/\.gz$/, '');

/** A name, and what it is called seen from each folder below: forms and inputs are told by any of them. */
export function namesOf(stored) {
  const parts = unpackedName(stored).split('/');
  return parts.map((_, depth) => parts.slice(depth).join('/'));
}

/** Cells of one CSV line; quoted cells may hold commas. */
function cellsOf(line) {
  if (!line.includes('"')) return line.split(',');
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) =>
    m[1] === undefined ? m[2] : m[1].replaceAll('""', '"'),
  );
}

/** One changed place of a file: a path into `json`, or [column, row] of a table. */
/** @typedef {{ pointer: readonly (string | number)[], value: unknown }} Patch */

/** A file of expected values or inputs, read when first asked for; CSV cells stay text until used. */
export class ReferenceFile {
  #document;
  #patch;
  #stored;

  /**
   * @param {string} folder folder of the area
   * @param {string} name relative to it
   * @param {Patch} [patch] what the self-test changes in memory
   */
  constructor(folder, name, patch) {
    this.folder = folder;
    this.#stored = name;
    this.#patch = patch;
  }

  get path() {
    return join(this.folder, this.#stored);
  }

  /** Relative to the area, as it is called unpacked. */
  get name() {
    return unpackedName(this.#stored);
  }

  /** Whether this is a table. */
  get tabular() {
    return /\.(csv|txt)$/.test(this.name);
  }

  /** Name without folders. */
  get base() {
    return basename(this.name);
  }

  /**
   * Another file, by its name seen from the area folder, from the folder of this file or one above it, or from `input`
   * beside one of these; packed or not.
   */
  beside(name) {
    const parts = this.name.split('/').slice(0, -1);
    // The own folder first, the area's last.
    const folders = [...parts.keys(), parts.length].reverse().map((depth) => [...parts.slice(0, depth), ''].join('/'));
    const candidates = ['', 'input/'].flatMap((below) => folders.map((folder) => `${folder}${below}${name}`));
    const found = candidates
      .flatMap((each) => [each, `${each}.gz`])
      .find((each) => existsSync(join(this.folder, each)));
    if (found === undefined) throw new Error(`${this.name} needs ${name}, which is not there`);
    return new ReferenceFile(this.folder, found);
  }

  /** Parsed JSON, or the columns of a table by name as arrays of text. */
  get document() {
    if (this.#document === undefined) {
      this.#document = this.tabular ? this.#table() : JSON.parse(readText(this.path));
      if (this.#patch) {
        const path = [...this.#patch.pointer];
        const last = path.pop();
        const holder = path.reduce((at, key) => at[key], this.#document);
        holder[last] = this.#patch.value;
      }
    }
    return this.#document;
  }

  /** Columns of a table without a header line, named by their number. */
  headless() {
    this.#document ??= this.#table(true);
    if (this.#patch) this.#document[this.#patch.pointer[0]][this.#patch.pointer[1]] = this.#patch.value;
    return this.#document;
  }

  #table(headless = false) {
    const lines = readText(this.path)
      .split(/\r?\n/)
      .filter((line) => line !== '')
      .map(cellsOf);
    const head = headless ? lines[0].map((_, k) => String(k)) : lines.shift().map((cell) => cell.trim());
    return Object.fromEntries(head.map((name, k) => [name, lines.map((cells) => (cells[k] ?? '').trim())]));
  }
}

/** Text of a cell as a number: NaN for an empty cell or the text NaN. */
export function cellNumber(text) {
  return text === '' || text === undefined || /^nan$/i.test(text) ? NaN : Number(text);
}

/** A column of text as numbers. */
export function numbers(cells) {
  return Float64Array.from(cells, cellNumber);
}

/** Open, high, low, close, volume of a table, whatever the case of its headings; absent ones are left out. */
export function priceColumns(document) {
  const found = {};
  for (const wanted of ['open', 'high', 'low', 'close', 'volume']) {
    const heading = Object.keys(document).find((name) => name.toLowerCase() === wanted);
    if (heading !== undefined) found[wanted] = numbers(document[heading]);
  }
  return found;
}
