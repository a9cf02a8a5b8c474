import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ReferenceFile, numbers } from '../reference-file.mjs';

/**
 * The numeric columns of the series a case names, without its index or dates: beside the case, or in the folder of
 * longer series.
 */
export function seriesOf(file, name, folders) {
  const apart = folders.data === undefined ? undefined : join(folders.data, 'series', '07_regime_ml');
  const source =
    apart !== undefined && !existsSync(join(file.folder, name)) && existsSync(join(apart, name))
      ? new ReferenceFile(apart, name)
      : file.beside(name);
  const columns = Object.entries(source.document).filter(([heading]) => !/^(i|t|date|time)$/i.test(heading));
  return columns.map(([, cells]) => numbers(cells));
}

/** Tolerance of a part of `tol`, such as `loglik abs 1e-6, params rel 5e-3`, that begins with one of the words. */
export function statedTolerance(tol, words) {
  for (const part of String(tol ?? '').split(/[,;]/)) {
    const found = /^\s*(.*?)\s*(abs|rel)\s+([\d.e+-]+)/.exec(part);
    if (found === null || !words.some((word) => found[1].split('/').some((each) => each.trim().startsWith(word))))
      continue;
    return found[2] === 'rel'
      ? { relative: Number(found[3]), absolute: 0 }
      : { relative: 0, absolute: Number(found[3]) };
  }
  return undefined;
}
