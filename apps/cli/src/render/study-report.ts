import type { BacktestReport, Stats, Study, Trial } from '@bot-v2/sdk';
import { alignColumns } from './columns.js';
import { renderFacts } from './fact.js';
import type { Fact } from './fact.js';
import { counted, day, grouped, percent, ratio, signedPercent } from './format-number.js';
import type { Page } from './page.js';
import { paramsText } from './params-text.js';
import { wrapText } from './wrap-text.js';

/** Trials shown. */
const shownTrials = 5;

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

type Evidence = NonNullable<Study['evidence']>;

/** Neighbours by what is different in them: `fast 15 0.041, slow 30 0.035`. */
function neighboursText(study: Study, { neighbours }: Evidence): string {
  const best = study.best === null ? {} : study.trials[study.best]!.params;
  return neighbours
    .map(({ params, value }) => {
      const changed = Object.entries(params).filter(([name, each]) => best[name] !== each);
      return `${paramsText(Object.fromEntries(changed))} → ${ratio(value, 3)}`;
    })
    .join(', ');
}

function plateauFact(study: Study, evidence: Evidence): Fact[] {
  const { plateau, neighbours } = evidence;
  if (neighbours.length === 0) return [{ label: 'Plateau', text: 'not defined: no ordered parameter has a neighbour' }];
  const around = neighboursText(study, evidence);
  const said =
    plateau === null
      ? `${counted(neighbours.length, 'neighbour')}; not defined, the best is not above 0`
      : `${counted(neighbours.length, 'neighbour')} keep ${percent(plateau)} of the best (median)`;
  return [{ label: 'Plateau', text: `${said}: ${around}` }];
}

function validationFacts({ validation, validationNote }: Evidence): Fact[] {
  if (validation === null) return [{ label: 'Tested', text: `not: ${validationNote ?? ''}` }];
  const { bars, totalReturn, sharpe, sharpeInterval, efficiency, efficiencyNote } = validation;
  const how =
    validation.method === 'walk_forward'
      ? `walking forward, ${counted(validation.folds.length, 'test')} (${validation.anchored ? 'anchored' : 'rolling'})`
      : `${validation.method} cross-validation, ${counted(validation.splits, 'split')}, ${counted(validation.paths.length, 'path')}`;
  const between = sharpeInterval === null ? '' : ` (95 % ${ratio(sharpeInterval[0])}…${ratio(sharpeInterval[1])})`;
  const spread =
    validation.method === 'combinatorial'
      ? `; paths ${ratio(validation.paths[0]!)}…${ratio(validation.paths.at(-1)!)}`
      : '';
  return [
    { label: 'Tested', text: `${how}: ${signedPercent(totalReturn)} in ${counted(bars, 'unseen bar')}` },
    { label: '', text: `Sharpe a bar ${ratio(sharpe)}${between}${spread}` },
    {
      label: 'Efficiency',
      text:
        efficiency === null
          ? `not defined: ${efficiencyNote ?? ''}`
          : `${percent(efficiency)} of the mean return in sample is kept out of sample`,
    },
  ];
}

/** What the verdict rests on, one fact a line; what is not defined says why. */
function evidenceFacts(study: Study): Fact[] {
  const { evidence, verdict } = study;
  if (evidence === undefined) return [];
  const { configurations, effectiveTrials, minimumTrackRecordBars: needed } = evidence;
  const groups = effectiveTrials > 0 ? `; returns form ${counted(effectiveTrials, 'group')}` : '';
  const overfitting = evidence.probabilityOfOverfitting;
  return [
    { label: 'Looks', text: `${counted(configurations, 'configuration')} ever tried on these bars${groups}` },
    {
      label: 'Luck',
      text:
        verdict.deflatedSharpe === null
          ? 'deflated Sharpe ratio not defined'
          : `deflated Sharpe ratio ${percent(verdict.deflatedSharpe)}; luck alone is expected to reach a Sharpe of ${ratio(verdict.expectedMaximumSharpe, 3)} a bar`,
    },
    {
      label: 'Record',
      text:
        needed === null
          ? 'no track record is long enough: the best Sharpe ratio is not above 0'
          : `needs ${counted(Math.ceil(needed), 'bar')} to show a Sharpe above 0, has ${grouped(study.window.bars)}`,
    },
    {
      label: 'Overfit',
      text:
        overfitting === null
          ? `probability not defined: ${evidence.probabilityOfOverfittingNote ?? ''}`
          : `probability ${percent(overfitting)}`,
    },
    ...validationFacts(evidence),
    ...plateauFact(study, evidence),
  ];
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
