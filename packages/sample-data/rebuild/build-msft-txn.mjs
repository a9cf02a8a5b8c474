import { adjustedCloses, deriveActions, largestDifference } from './adjusted-close.mjs';
import { fractionalPrice, rowOfDecimals } from './raw-price.mjs';
import { readDividendEvents, readPrices } from './read-csv.mjs';

/**
 * Raw rows and derived actions of one of the two files; prices before `decimalFrom` were traded in fractions.
 *
 * The prices are raw, the volumes are not: before the split every one is a multiple of 200 and after it about half
 * are, so the source multiplied them by the ratio. They are divided back.
 */
function derive(text, name, decimalFrom) {
  const source = readPrices(text, name);
  const dates = source.map((row) => row.date);
  const close = source.map((row) => (row.date < decimalFrom ? fractionalPrice(row.close) : Number(row.close)));
  const adjusted = source.map((row) => Number(row.adjclose));
  const actions = deriveActions(dates, close, adjusted, 0.005 + 1e-6);
  const unexplained = largestDifference(adjustedCloses(actions, dates, close), adjusted);
  if (unexplained > 0.006) throw new Error(`${name}: actions leave ${unexplained} of the adjusted close unexplained`);

  const splits = actions.filter((action) => action.type === 'split');
  if (splits.length !== 1) throw new Error(`${name}: ${splits.length} splits, one expected`);
  const { exDate, ratio } = splits[0];
  const multiples = source.filter((row) => row.date >= exDate && Number(row.volume) % (100 * ratio) === 0).length;
  const after = dates.length - dates.indexOf(exDate);
  if (multiples > (1.2 * after) / ratio) throw new Error(`${name}: volumes after the split look multiplied too`);
  const rows = source.map((row) => rowOfDecimals(row, row.date < exDate ? ratio : 1));
  return { rows, actions, report: `The actions explain the file's adjusted close to ${unexplained.toFixed(4)}.` };
}

/** Where the events file contradicts the prices: it says 0.28, the step of the adjusted close is 0.23 (± 0.0001). */
const refuted = new Map([['2013-08-13', { events: 0.28, prices: 0.23 }]]);

/**
 * MSFT: dividends the events file reports (2009 on) are `reported`, the earlier ones `derived`, and so is
 * the one on which file and prices disagree. Any other disagreement throws.
 */
export function buildMsft(text, eventsText) {
  const { rows, actions, report } = derive(text, 'MSFT.csv', '2001-04-09');
  const events = readDividendEvents(eventsText, 'MSFT_events.csv');
  for (const action of actions) {
    if (action.bounds) throw new Error(`MSFT.csv ${action.exDate}: amount not determined`);
    const reported = events.get(action.exDate);
    const conflict = refuted.get(action.exDate);
    if (reported === undefined) continue;
    if (reported === action.amount) action.source = 'reported';
    else if (reported !== conflict?.events || action.amount !== conflict.prices) {
      throw new Error(`MSFT ${action.exDate}: events file ${reported}, prices ${action.amount}`);
    }
    events.delete(action.exDate);
  }
  if (events.size > 0) throw new Error(`MSFT_events.csv: no trace in the prices of ${[...events.keys()].join(', ')}`);
  const special = actions.filter((action) => action.type === 'dividend' && action.amount > 1);
  if (special.length !== 1 || special[0].exDate !== '2004-11-15')
    throw new Error('MSFT: one special dividend expected');
  const at = actions.indexOf(special[0]);
  const { type, exDate, amount, source } = special[0];
  actions[at] = { type, exDate, amount, special: true, source };
  return {
    info: {
      symbol: 'MSFT',
      name: 'Microsoft Corporation',
      kind: 'stock',
      tradable: true,
      file: 'msft.bars',
      source: 'msft',
      actionsSource: 'msftEvents',
      actionsComplete: true,
      actionsNote:
        'The split of 2003 and the dividends of 2003 to 2008 are derived from the source adjusted close; those from 2009 on are reported by the events file and agree with the adjusted close, except 2013-08-13 (file 0.28, prices 0.23: derived).',
    },
    rows,
    actions,
    report,
  };
}

/** TXN: no events file; every action is derived and the early dividends only to their `bounds`. */
export function buildTxn(text) {
  const { rows, actions, report } = derive(text, 'TXN.csv', '2001-01-29');
  return {
    info: {
      symbol: 'TXN',
      name: 'Texas Instruments Incorporated',
      kind: 'stock',
      tradable: true,
      file: 'txn.bars',
      source: 'txn',
      actionsComplete: false,
      actionsNote:
        'Derived from the source adjusted close, which shows no dividend between 2005-04-28 and 2005-10-27 although the others are quarterly: one is probably missing. Dividends before 2004-10 are known only to their bounds.',
    },
    rows,
    actions,
    report,
  };
}
