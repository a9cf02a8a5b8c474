import { join } from 'node:path';
import { numbers, ReferenceFile } from '../reference-file.mjs';
import { barsOf } from '../synthetic-bars.mjs';

const day = 86_400_000;

function intervalOf(time) {
  const gaps = Array.from(time.slice(1), (at, i) => at - time[i]).sort((a, b) => a - b);
  const usual = gaps[gaps.length >> 1];
  return usual >= 28 * day ? '1M' : usual >= 7 * day ? '1w' : usual >= day ? '1d' : usual >= day / 24 ? '1h' : '1m';
}

/** The input of a case: named in `data`, seen from the area folder, from `input`, or from the shared series. */
export function caseBars(file, data, folders) {
  const table = (() => {
    try {
      return file.beside(data).document;
    } catch (error) {
      if (folders.data === undefined) throw error;
      const series = new ReferenceFile(join(folders.data, 'series', '01_backtest'), 'case');
      return series.beside(data.slice(data.lastIndexOf('/') + 1)).document;
    }
  })();
  const time = Float64Array.from(table.date, (text) => Date.parse(text.length === 10 ? text : `${text}Z`));
  const [open, high, low, close, volume] = ['open', 'high', 'low', 'close', 'volume'].map((key) => numbers(table[key]));
  return { ...barsOf('X', { time, open, high, low, close, volume }), interval: intervalOf(time), basis: 'split' };
}
