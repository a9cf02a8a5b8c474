import type { BacktestReport, RunResult } from '@bot-v2/sdk';
import type { DerivedSeries } from './derived-series.js';
import type { MarkedValues } from './marked-values.js';

/** Prices of one symbol over the evaluation, for the chart; or why there are none. */
export type ChartBars =
  | {
      readonly time: readonly number[];
      readonly open: readonly number[];
      readonly high: readonly number[];
      readonly low: readonly number[];
      readonly close: readonly number[];
    }
  | { readonly reason: string };

/** What a page is made of. */
export interface ReportData {
  readonly run: RunResult;
  readonly report: BacktestReport;
  readonly bars: Readonly<Record<string, ChartBars>>;
  readonly derived: DerivedSeries;
  /** Writes values of the run. */
  readonly marked: MarkedValues;
  readonly currency: string;
}

/** Where the judged run is in the record. */
export const reportPath = '/portfolio/result/backtest';
