import { exact, within } from '../agreement.mjs';
import { priceColumns } from '../reference-file.mjs';
import { columns } from './lean-columns.mjs';
import { patternOf } from './talib.forms.mjs';

/** The programs behind the files compute in single precision: a unit of the last digit printed, at least 1e-9. */
function asPrinted(cell) {
  const [mantissa, exponent = '0'] = cell.toLowerCase().split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  return within(1e-9, Math.max(1e-9, 1.2 * 10 ** (Number(exponent) - decimals)));
}

/** Columns that are inputs or descriptions. */
const inputs = /^(|date|time|symbol|open|high|low|close|volume|adj close|a\/d difference)$/i;

/** Columns of indicators that quant does not have, or defines otherwise. */
const aside = [
  [/^OBV$/, 'the file has no volume to compute it from'],
  [/^(MO|MSI|TRIN|(A\/D|NH\/NL) .*)$/, 'market breadth is not in quant, and its sums go on from before the file'],
  [/^(POC|PH|PL|VAH|VAL)$/, 'a profile of volume by price is not in quant'],
  [/^ARIMA$/, 'a fitted forecast, no indicator'],
  [/^(InPhase|Quadrature)$/, 'LEAN’s Hilbert transform filters otherwise; quant follows TA-Lib'],
  [/^(SR_\d|RSR_|SORTINO_|TDD_|VaR|rachev_ratio|Correlation|Covariance)/i, 'a statistic of returns, no indicator'],
  [/^VIDYA/i, 'LEAN smooths the momentum behind it; quant sums it over a window, as Chande did'],
  [/^(RDV|RVOL)$/, 'volume relative to that of the same time on other days is not in quant'],
  [/^(Gauss|Butter|HighPass|TwoPoleHighPass|BandPass)$/, 'Ehlers’ filters are not in quant'],
  [/^(PPHL|pso|JMA.*|TCI|WT\d)$/i, 'not in quant'],
  [/^((EMA_\d+_)*(Abs_)?Momentum)$/, 'a step of the computation'],
  [/^Ichimoku Cloud$/, 'LEAN shows one of its lines under this heading'],
];

const early = 'before our first value, or averages that start otherwise have not met, or the file’s window is another';

/**
 * Tables of LEAN's tests: prices and what third-party programs made of them. A row is compared where the file has a
 * value and our indicator has warmed up; their programs begin earlier or later.
 */
export const leanForm = {
  form: 'lean_expected/*',
  claims: (name) => /^lean_expected\/.+\.(csv|txt)(\.gz)?$/.test(name),
  examine(file, examination) {
    const prices = priceColumns(file.document);
    for (const heading of Object.keys(file.document)) {
      const pattern = /^CDL/.test(heading) ? patternOf(heading) : undefined;
      const own = columns.find((each) => each.pattern.test(heading));
      const absent = aside.find(([names]) => names.test(heading));
      if (inputs.test(heading)) examination.read(heading);
      else if (pattern !== undefined) {
        examination.case(heading);
        const values = pattern.compute(prices.open, prices.high, prices.low, prices.close);
        examination.compareColumn(heading, values, exact, (row, cell) => cell !== '' || row >= pattern.warmup, early);
      } else {
        const values = own?.compute(prices, heading, file.name, file.document);
        if (values !== undefined) compareOwn(examination, prices, heading, values, own);
        else if (absent !== undefined) examination.notBuilt([heading], absent[1]);
      }
    }
  },
};

function compareOwn(examination, prices, heading, values, { from = 0, keep, tolerance = asPrinted }) {
  const first = Math.max(
    from,
    values.findIndex((value) => !Number.isNaN(value)),
  );
  const kept = keep?.(prices, heading) ?? (() => true);
  const applies = (row, cell) => row >= first && cell !== '' && !/^nan$/i.test(cell) && kept(row);
  examination.case(heading);
  examination.compareColumn(heading, values, tolerance, applies, early);
}
