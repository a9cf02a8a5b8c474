import { exact, within } from '../agreement.mjs';
import { priceColumns } from '../reference-file.mjs';
import { indicators } from './backtrader-lines.mjs';

/** Indicators of backtrader that quant does not have, or defines otherwise. */
const aside = {
  CCI: 'backtrader averages deviations from each bar’s own mean; quant follows TA-Lib',
  KAMA: 'backtrader seeds it with a simple average, which it never forgets; quant follows TA-Lib',
  KAMAOsc: 'backtrader seeds it with a simple average, which it never forgets; quant follows TA-Lib',
  LRSI: 'backtrader subtracts 11 from a price in one of the branches',
  PPOShort: 'backtrader divides by the fast average; quant follows TA-Lib, which divides by the slow one',
};

const seeded = 'backtrader’s averages start otherwise, and have not met yet at this bar';

/** The indicators a table names: `btind.SMA`, or a list of which the longest warm-up counts. */
const namesIn = (chkind) =>
  String(chkind)
    .replace(/[[\]]/g, '')
    .split(',')
    .map((each) => each.trim().split('.').at(-1));

/** The last bar, the first defined one and the one half way between, where backtrader's own tests look. */
function probes(length, first) {
  return [length - 1, first - 1, length - 1 + Math.floor((first - length) / 2)];
}

/** backtrader's published tables: three probe bars a line, and the first defined bar. */
export const backtraderForm = {
  form: 'backtrader_*tables*.json',
  claims: (name) => /^backtrader_.*\.json$/.test(name),
  examine(file, examination) {
    const { data, tables } = file.document;
    const prices = priceColumns(file.beside(data).document);
    for (const key of ['source', 'data', 'tolerance', 'note']) examination.read(key);
    for (const [name, table] of Object.entries(tables)) {
      for (const key of ['chkdatas', 'chkind', 'chkargs']) examination.read('tables', name, key);
      const all = namesIn(table.chkind);
      const indicator = all.at(-1);
      if (Object.hasOwn(aside, indicator)) {
        examination.notBuilt(['tables', name, 'chkvals'], aside[indicator]);
        examination.notBuilt(['tables', name, 'chkmin'], aside[indicator]);
      }
      if (!all.every((each) => Object.hasOwn(indicators, each))) continue;
      const together = (...args) => all.flatMap((each) => indicators[each](...args));
      compareLines(examination, name, table, all.length > 1 ? together : indicators[indicator], prices);
    }
  },
};

function compareLines(examination, name, table, compute, prices) {
  const period = Number(/period=(\d+)/.exec(table.chkargs ?? '')?.[1] ?? 30);
  const found = compute(prices, { period });
  const { lines, probes: compared = 3 } = found.length === undefined ? found : { lines: found };
  examination.case(name);
  const known = lines.filter((line) => typeof line !== 'string');
  const first = 1 + Math.max(...known.map((line) => line.findIndex((value) => !Number.isNaN(value))));
  if (compared === 3) examination.compare(['tables', name, 'chkmin'], table.chkmin, first, exact);
  else examination.notBuilt(['tables', name, 'chkmin'], seeded);
  table.chkvals.forEach((values, line) => {
    probes(prices.close.length, table.chkmin).forEach((bar, k) => {
      const place = ['tables', name, 'chkvals', line, k];
      if (typeof lines[line] === 'string') examination.notBuilt(place, lines[line]);
      else if (k < compared) examination.compare(place, values[k], lines[line]?.[bar], within(0, 6e-7));
      else examination.notBuilt(place, seeded);
    });
  });
}
