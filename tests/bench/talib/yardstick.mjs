/** TA-Lib's algorithms in our own plain C (the `*.c` here): built, checked against TA-Lib's own values, and timed. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
const reference = join(process.env.BOT_V2_REFERENCE ?? join(here, '../../../../shared/reference'), '02_indicators');
/** The flags of the other reference programs: more than TA-Lib's own build asks for. */
const flags = ['-O3', '-march=native', '-ffp-contract=off'];

/** Each function with its parameters, and the reference columns of its outputs. */
export const functions = [
  ['sma', [20], ['SMA_20']],
  ['ema', [26], ['EMA_26']],
  ['wma', [14], ['WMA_14']],
  ['dema', [14], ['DEMA_14']],
  ['tema', [14], ['TEMA_14']],
  ['trima', [15], ['TRIMA_15']],
  ['t3', [5, 0.7], ['T3_5']],
  ['kama', [30], ['KAMA_30']],
  ['trix', [15], ['TRIX_15']],
  ['macd', [12, 26, 9], ['MACD_12_26_9', 'MACDsig_12_26_9', 'MACDhist_12_26_9']],
  ['rsi', [14], ['RSI_14']],
  ['cmo', [14], ['CMO_14']],
  ['stoch', [14, 3, 3], ['STOCH_k_14_3_3', 'STOCH_d_14_3_3']],
  ['willr', [14], ['WILLR_14']],
  ['cci', [20], ['CCI_20']],
  ['roc', [10], ['ROC_10']],
  ['mom', [10], ['MOM_10']],
  ['ultosc', [7, 14, 28], ['ULTOSC_7_14_28']],
  ['aroon', [14], ['AROON_dn_14', 'AROON_up_14']],
  ['trange', [], ['TRANGE']],
  ['atr', [14], ['ATR_14']],
  ['natr', [14], ['NATR_14']],
  ['adx', [14], ['ADX_14']],
  ['sar', [0.02, 0.2], ['SAR_002_02']],
  ['obv', [], ['OBV']],
  ['ad', [], ['AD']],
  ['adosc', [3, 10], ['ADOSC_3_10']],
  ['mfi', [14], ['MFI_14']],
  ['bbands', [20, 2], ['BB_up_20_2', 'BB_mid_20_2', 'BB_lo_20_2']],
  ['stddev', [20], ['STDDEV_20']],
  ['var', [20], ['VAR_20']],
  ['linearreg', [14], ['LINEARREG_14']],
  ['correl', [30], ['CORREL_hl_30']],
  ['beta', [5], ['BETA_hl_5']],
  ['max', [20], ['MAX_20']],
  ['min', [20], ['MIN_20']],
  ['typprice', [], ['TYPPRICE']],
].map(([name, params, columns]) => ({ name, params, columns }));

/** Columns whose values TA-Lib gets by cancellation, where the reference allows 1e-8. */
const cancelling = new Set(['var', 'stddev', 'bbands', 'linearreg', 'correl', 'beta']);

/** Why the yardstick cannot be used here; null when it can. */
export function missingYardstick() {
  if (!existsSync(join(reference, 'talib_GOOG.csv'))) return `no TA-Lib values in ${reference} (BOT_V2_REFERENCE)`;
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'cc is not installed';
  }
}

function table(file) {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const rows = lines.map((line) => line.split(','));
  const columns = {};
  head.split(',').forEach((name, k) => {
    columns[name] = Float64Array.from(rows, (row) => (row[k] === undefined || row[k] === '' ? NaN : Number(row[k])));
  });
  return columns;
}

const order = ['open', 'high', 'low', 'close', 'volume'];

/**
 * Builds the program and holds every function to TA-Lib's own values: it throws at the first that differs.
 * `save(columns)` names a file of bars; `time(file, length, runs)` gives the fastest milliseconds of each function.
 */
export function createYardstick() {
  const folder = mkdtempSync(join(tmpdir(), 'bot-v2-bench-'));
  const program = join(folder, 'talib');
  const sources = readdirSync(here).filter((file) => file.endsWith('.c'));
  execFileSync('cc', [...flags, '-o', program, ...sources.map((file) => join(here, file)), '-lm']);
  let files = 0;
  const save = (columns) => {
    const file = join(folder, `${files++}.f64`);
    writeFileSync(file, Buffer.concat(order.map((name) => new Uint8Array(Float64Array.from(columns[name]).buffer))));
    return file;
  };
  const words = ({ name, params }) => [name, params.join(',') || '0'];
  const bars = table(join(reference, 'input/GOOG.csv'));
  const length = bars.close.length;
  const file = save(bars);
  const expected = table(join(reference, 'talib_GOOG.csv'));
  for (const each of functions) {
    const bytes = execFileSync(program, [file, String(length), 'values', ...words(each)], { maxBuffer: 1 << 28 });
    const values = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    each.columns.forEach((column, k) => {
      expected[column].forEach((wanted, i) => {
        const actual = values[k * length + i];
        const tolerance = 1e-9 * Math.abs(wanted) + (cancelling.has(each.name) ? 1e-8 : 1e-12);
        if (Number.isNaN(wanted) ? !Number.isNaN(actual) : !(Math.abs(actual - wanted) <= tolerance)) {
          throw new Error(`the C ${each.name} has ${actual} at bar ${i}, TA-Lib's ${column} ${wanted}`);
        }
      });
    });
  }
  return {
    save,
    time: (data, count, runs) =>
      execFileSync(program, [data, String(count), 'time', String(runs), ...functions.flatMap(words)], {
        encoding: 'utf8',
      })
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).ms),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
