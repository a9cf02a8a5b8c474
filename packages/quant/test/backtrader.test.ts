import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { computeIndicator, findIndicator } from '@bot-v2/quant/indicators';
import { readTable, referencePath, type Table } from './reference-data.js';

const folder = referencePath('backtrader indicator tables', '02_indicators');
const describeReference = folder === undefined ? describe.skip : describe;

interface Probe {
  readonly chkmin: number;
  readonly chkvals: readonly (readonly string[])[];
}

type Row = [table: string, line: number, indicator: string, output: string, params: Record<string, number>];
const KST = { roc1: 10, roc2: 15, roc3: 20, roc4: 30, sma1: 10, sma2: 10, sma3: 10, sma4: 10 };
const CASES: readonly Row[] = [
  ['aroonoscillator', 0, 'aroonOsc', 'aroonOsc', {}],
  ['aroonupdown', 0, 'aroon', 'up', {}],
  ['aroonupdown', 1, 'aroon', 'down', {}],
  ['atr', 0, 'atr', 'atr', {}],
  ['awesomeoscillator', 0, 'awesome', 'awesome', {}],
  ['bbands', 0, 'bollinger', 'middle', {}],
  ['bbands', 1, 'bollinger', 'upper', {}],
  ['bbands', 2, 'bollinger', 'lower', {}],
  ['dema', 0, 'dema', 'dema', { n: 30 }],
  ['ema', 0, 'ema', 'ema', { n: 30 }],
  ['envelope', 1, 'maEnvelope', 'upper', { n: 30 }],
  ['envelope', 2, 'maEnvelope', 'lower', { n: 30 }],
  ['highest', 0, 'highest', 'highest', { n: 14 }],
  ['hma', 0, 'hma', 'hma', { n: 30 }],
  ['ichimoku', 0, 'ichimoku', 'tenkan', {}],
  ['ichimoku', 1, 'ichimoku', 'kijun', {}],
  ['ichimoku', 2, 'ichimoku', 'senkouA', {}],
  ['ichimoku', 3, 'ichimoku', 'senkouB', {}],
  ['kst', 0, 'kst', 'kst', KST],
  ['kst', 1, 'kst', 'signal', KST],
];

/** Three bars of each line: the last, the first defined, and the one half way; six printed decimals. */
describeReference(folder === undefined ? 'backtrader (skipped: folder not found)' : 'backtrader', () => {
  const bars: Table =
    folder === undefined ? {} : readTable(join(folder, '..', '01_backtest', 'input', 'backtrader_2006-day-001.csv'));
  const { tables } = (
    folder === undefined ? { tables: {} } : JSON.parse(readFileSync(join(folder, 'backtrader_ind_tables.json'), 'utf8'))
  ) as { tables: Record<string, Probe> };

  it.each(CASES)('%s line %p is %s %s', (name, line, indicator, output, params) => {
    const { chkmin, chkvals } = tables[`test_ind_${name}.py`]!;
    const actual = computeIndicator(findIndicator(indicator)!, bars, params)[output]!;
    const length = actual.length;
    const at = [length - 1, chkmin - 1, length - 1 + Math.floor((chkmin - length) / 2)];
    expect(actual.findIndex((value) => !Number.isNaN(value))).toBe(chkmin - 1);
    at.forEach((bar, k) => expect(Math.abs(actual[bar]! - Number(chkvals[line]![k]))).toBeLessThan(1e-6));
  });
});
