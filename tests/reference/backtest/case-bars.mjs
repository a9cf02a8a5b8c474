import { join } from 'node:path';
import { priceColumns, ReferenceFile } from '../reference-file.mjs';
import { barsOf } from '../synthetic-bars.mjs';

const day = 86_400_000;

function intervalOf(time) {
  const gaps = Array.from(time.slice(1), (at, i) => at - time[i]).sort((a, b) => a - b);
  const usual = gaps[gaps.length >> 1];
  return usual >= 28 * day ? '1M' : usual >= 7 * day ? '1w' : usual >= day ? '1d' : usual >= day / 24 ? '1h' : '1m';
}

const dates = /^(date|time|datetime|timestamp)$/i;

/** Epoch ms of a date as written: ISO 8601 or with slashes, eight digits, or seconds or milliseconds since 1970; UTC unless it says. */
function instantOf(text) {
  if (/^\d{8}$/.test(text)) return Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * (Number(text) < 1e11 ? 1000 : 1);
  const iso = text.replaceAll('/', '-').replace(' ', 'T');
  return Date.parse(iso.length === 10 || /(Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
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
  const time = Float64Array.from(table[Object.keys(table).find((heading) => dates.test(heading))] ?? [], instantOf);
  const { volume = new Float64Array(time.length), ...prices } = priceColumns(table);
  return { ...barsOf('X', { time, ...prices, volume }), interval: intervalOf(time), basis: 'split' };
}
