import type { BacktestReport, Stats, Study, Trial } from '@bot-v2/sdk';
import { alignColumns } from './columns.js';
import { renderFacts } from './fact.js';
import type { Fact } from './fact.js';
import { counted, day, grouped, percent, ratio, signedPercent } from './format-number.js';
import type { Page } from './page.js';
import { wrapText } from './wrap-text.js';

/** Trials shown. */
const shownTrials = 5;

/** Parameters by name; a switch is named when on, and not shown when off. */
function paramsText(params: Trial['params']): string {
  const shown = Object.entries(params).filter(([, value]) => value !== false);
  return shown.map(([name, value]) => (value === true ? name : `${name} ${String(value)}`)).join(', ');
}

/** Trials with a value, best first; equal values keep their order. */
export function rankTrials(study: Study): readonly Trial[] {
  return study.trials.filter((trial) => trial.value !== null).sort((a, b) => b.value! - a.value!);
}

/** Widest column of parameters; what is longer is cut with an ellipsis. */
function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(1, width - 1))}…`;
}

const figureColumns = ['objective', 'Sharpe', 'return', 'drawdown', 'trades'];
/** What the figures of the table take beside the parameters, gaps and marker included. */
const figureWidth = 48;

function trialTable(study: Study, ranked: readonly Trial[], page: Page): string[] {
  const room = Math.max(16, page.width - figureWidth);
  return alignColumns(
    [
      ['', 'parameters', ...figureColumns],
      ...ranked
        .slice(0, shownTrials)
        .map((trial) => [
          trial.index === study.best ? '→' : '',
          shortened(paramsText(trial.params), room),
          ratio(trial.value, 3),
          ratio(trial.stats?.sharpe ?? null),
          signedPercent(trial.stats?.totalReturn ?? null),
          signedPercent(trial.stats?.maxDrawdown ?? null),
          String(trial.trades),
        ]),
    ],
    ['left', 'left', 'right', 'right', 'right', 'right', 'right'],
  );
}

/** The evidence behind the verdict, one fact a line; what was not measured leaves its reason or no line. */
function evidenceFacts(study: Study): Fact[] {
  const { evidence, verdict } = study;
  if (evidence === undefined) return [];
  const { walkForward: walk, paths } = evidence;
  const facts: Fact[] = [
    {
      label: 'Looks',
      text:
        `${counted(evidence.configurations, 'configuration')} tried on these bars` +
        (evidence.effectiveTrials > 0 ? `; returns form ${counted(evidence.effectiveTrials, 'group')}` : ''),
    },
  ];
  if (verdict.deflatedSharpe !== null) {
    const bars = evidence.minimumTrackRecordBars;
    const needs =
      bars === null
        ? 'no track record is long enough'
        : `needs ${counted(Math.ceil(bars), 'bar')}, has ${grouped(study.window.bars)}`;
    facts.push({ label: 'Luck', text: `deflated Sharpe ratio ${percent(verdict.deflatedSharpe)} · ${needs}` });
  }
  const overfitting = evidence.probabilityOfOverfitting;
  facts.push({
    label: 'Overfit',
    text:
      overfitting === null
        ? `not defined: ${evidence.probabilityOfOverfittingNote ?? ''}`
        : `probability ${percent(overfitting)}`,
  });
  if (evidence.plateau !== null) {
    facts.push({
      label: 'Plateau',
      text: `${counted(evidence.neighbours, 'neighbour')} keep ${percent(evidence.plateau)} of the best (median)`,
    });
  }
  if (walk === null) facts.push({ label: 'Forward', text: `not tested: ${evidence.walkForwardNote ?? ''}` });
  else {
    const between =
      walk.sharpeInterval === null ? '' : ` (95 % ${ratio(walk.sharpeInterval[0])}…${ratio(walk.sharpeInterval[1])})`;
    const efficiency =
      walk.efficiency === null
        ? `efficiency not defined: ${walk.efficiencyNote ?? ''}`
        : `efficiency ${percent(walk.efficiency)}`;
    facts.push({
      label: 'Forward',
      text: `${counted(walk.folds.length, 'test')} in a row (${walk.scheme}), ${counted(walk.bars, 'bar')}: ${signedPercent(walk.totalReturn)}, Sharpe a bar ${ratio(walk.sharpe)}${between}; ${efficiency}`,
    });
  }
  if (paths !== null) {
    facts.push({
      label: 'Paths',
      text: `${counted(paths.paths, 'path')} of cross-validation: Sharpe a bar ${ratio(paths.worst)}, ${ratio(paths.median)}, ${ratio(paths.best)} (worst, median, best)`,
    });
  }
  return facts;
}

/** The verdict, and what it rests on: the search on History, the best trials, the evidence. */
export function renderStudy(study: Study, page: Page): string[] {
  const ranked = rankTrials(study);
  const failed = study.trials.filter((trial) => trial.error !== null);
  const { window, verdict } = study;
  const said = [verdict.label, verdict.reasons.join('; ')].filter(Boolean).join(': ');
  return [
    page.style.bold(
      `${study.symbol} · ${study.strategy} · ${study.method}, ${counted(study.trials.length, 'trial')} by ${study.objective}`,
    ),
    ...wrapText(said, page.width - 9).map(
      (line, i) => (i === 0 ? `${page.style.bold('VERDICT')}  ` : ' '.repeat(9)) + line,
    ),
    '',
    `Searched on ${day(window.from)} … ${day(window.to)}    ${counted(window.bars, 'bar')}`,
    ...(ranked.length === 0
      ? ['No trial has a value: too few returns or no trades.']
      : trialTable(study, ranked, page)),
    ...renderFacts(
      [
        ...evidenceFacts(study),
        ...(study.front === undefined
          ? []
          : [
              {
                label: 'Front',
                text: `${counted(study.front.length, 'trial')} that none beats in both Sharpe ratio and drawdown`,
              },
            ]),
        ...(failed.length === 0
          ? []
          : [{ label: 'Failed', text: `${counted(failed.length, 'trial')}; ${failed[0]!.error!}` }]),
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
    ...wrapText(`Winner ${paramsText(found.params)}`, page.width).map((line) => page.style.bold(line)),
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
