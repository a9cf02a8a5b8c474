import type { BacktestReport, Stats, Study, Trial } from '@bot-v2/sdk';
import { alignColumns } from './columns.js';
import { renderFacts } from './fact.js';
import { counted, day, ratio, signedPercent } from './format-number.js';
import type { Page } from './page.js';

/** Trials shown. */
const shownTrials = 5;

/** Parameters by name; a switch is named when on, and not shown when off. */
function paramsText(trial: Trial): string {
  const shown = Object.entries(trial.params).filter(([, value]) => value !== false);
  return shown.map(([name, value]) => (value === true ? name : `${name} ${String(value)}`)).join(', ');
}

/** Trials with a value, best first; equal values keep their order. */
export function rankTrials(study: Study): readonly Trial[] {
  return study.trials.filter((trial) => trial.value !== null).sort((a, b) => b.value! - a.value!);
}

/** The search on History: how much was tried, the best trials, the verdict. */
export function renderStudy(study: Study, page: Page): string[] {
  const ranked = rankTrials(study);
  const failed = study.trials.filter((trial) => trial.error !== null).length;
  const { window } = study;
  const table = alignColumns(
    [
      ['', 'parameters', 'objective', 'Sharpe', 'return', 'drawdown', 'trades'],
      ...ranked
        .slice(0, shownTrials)
        .map((trial) => [
          trial.index === study.best ? '→' : '',
          paramsText(trial),
          ratio(trial.value, 3),
          ratio(trial.stats?.sharpe ?? null),
          signedPercent(trial.stats?.totalReturn ?? null),
          signedPercent(trial.stats?.maxDrawdown ?? null),
          String(trial.trades),
        ]),
    ],
    ['left', 'left', 'right', 'right', 'right', 'right', 'right'],
  );
  return [
    page.style.bold(
      `${study.symbol} · ${study.strategy} · ${study.method}, ${counted(study.trials.length, 'trial')} by ${study.objective}`,
    ),
    `Searched on ${day(window.from)} … ${day(window.to)}    ${counted(window.bars, 'bar')}`,
    ...(ranked.length === 0 ? ['No trial has a value: too few returns or no trades.'] : table),
    ...renderFacts(
      [
        {
          label: 'Verdict',
          text: [study.verdict.label, study.verdict.reasons.join('; ')].filter(Boolean).join(': '),
        },
        ...(failed === 0 ? [] : [{ label: 'Failed', text: counted(failed, 'trial') }]),
      ],
      page,
    ),
  ];
}

function tradeCount(stats: Stats): string {
  return String(stats.closedTrades + stats.openTrades);
}

/** The winner where it was found and where it was tested once. Nothing when there is no winner with statistics. */
export function renderWinner(study: Study, test: BacktestReport, page: Page): string[] {
  const found = study.best === null ? undefined : study.trials[study.best];
  if (found?.stats === undefined || found.stats === null) return [];
  const [inSample, outOfSample] = [found.stats, test.stats];
  return [
    page.style.bold(`Winner ${paramsText(found)}`),
    ...alignColumns(
      [
        ['', 'History', 'Evaluation, once'],
        ['Return', signedPercent(inSample.totalReturn), signedPercent(outOfSample.totalReturn)],
        ['CAGR', signedPercent(inSample.cagr), signedPercent(outOfSample.cagr)],
        ['Sharpe', ratio(inSample.sharpe), ratio(outOfSample.sharpe)],
        ['Max drawdown', signedPercent(inSample.maxDrawdown), signedPercent(outOfSample.maxDrawdown)],
        ['Trades', tradeCount(inSample), tradeCount(outOfSample)],
      ],
      ['left', 'right', 'right'],
      3,
    ),
  ];
}
