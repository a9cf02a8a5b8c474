import { backtestOverfitting } from '@bot-v2/quant/overfitting';
import { exact, within } from '../agreement.mjs';
import { numbers } from '../reference-file.mjs';

const summaryName = 'pbo_summary.csv';

/** The case a file belongs to, with its blocks and risk-free return as the summary states them. */
function settings(summary, name) {
  const row = summary.case.findIndex((each) => name.startsWith(`${each}.`));
  if (row < 0) return undefined;
  const [, rate, year] = /rf=([\d.]+)(?:\/(\d+))?/.exec(summary.metric[row]) ?? [];
  return { row, blocks: Number(summary.S[row]), riskFree: rate === undefined ? 0 : Number(rate) / Number(year ?? 1) };
}

const found = new Map();

/** What ours finds in a case's matrix; computed once. */
function overfitting(file, caseName, blocks, riskFree) {
  const matrix = file.beside(`${caseName}.matrix.csv`);
  if (!found.has(matrix.path)) {
    found.set(matrix.path, backtestOverfitting(Object.values(matrix.document).map(numbers), { blocks, riskFree }));
  }
  return found.get(matrix.path);
}

/** Every combination of the cross-validation: the best, its rank, logit and ratios. */
export const overfittingSplitsForm = {
  form: 'pbo*.combos.csv',
  claims: (name) => /^pbo.*\.combos\.csv(\.gz)?$/.test(name),
  examine(file, examination) {
    const summary = file.beside(summaryName).document;
    const of = settings(summary, file.base);
    if (of === undefined) throw new Error(`${summaryName} says nothing of ${file.base}`);
    const { splits } = overfitting(file, summary.case[of.row], of.blocks, of.riskFree);
    const byBlocks = new Map(splits.map((split) => [split.inSample.map((b) => b + 1).join('-'), split]));
    const inOrder = file.document.combo.map((combo) => byBlocks.get(combo));
    const column = (name, value, tolerance) =>
      examination.compareColumn(
        name,
        inOrder.map((split) => (split === undefined ? undefined : value(split))),
        tolerance,
      );
    examination.case(file.base);
    examination.read('combo');
    if (splits.length !== inOrder.length) examination.fail(`${inOrder.length} combinations, ours are ${splits.length}`);
    column('n_star', ({ best }) => best + 1, exact);
    column('n_max_oos', ({ bestOutOfSample }) => bestOutOfSample + 1, exact);
    column('os_rank', ({ rank }) => rank, exact);
    column(
      'omega_bar',
      ({ rank }) => rank / Object.keys(file.beside(`${summary.case[of.row]}.matrix.csv`).document).length,
      within(1e-9),
    );
    column('lambda', ({ logit }) => logit, within(1e-9, 1e-12));
    column('Rn', ({ inSampleSharpe }) => inSampleSharpe, within(1e-9, 1e-12));
    column('Rbn', ({ outOfSampleSharpe }) => outOfSampleSharpe, within(1e-9, 1e-12));
  },
};

/** Half a unit of the last digit a cell shows, at three significant ones at least: what rounding can have changed. */
const rounded = (cell) => {
  const digits = String(Number(Number(cell).toPrecision(12))).replace(/^-?0?\.?0*|\./g, '').length;
  const size = Math.floor(Math.log10(Math.abs(Number(cell)) || 1));
  return within(0, 0.51 * 10 ** (size - digits + 1));
};

/** The summary: the share of logits at or below zero exactly, the fitted line as the package rounds it. */
export const overfittingSummaryForm = {
  form: summaryName,
  claims: (name) => name === summaryName,
  examine(file, examination) {
    const { document } = file;
    for (const name of ['case', 'T', 'N', 'S', 'metric']) examination.read(name);
    const results = document.case.map((name) => {
      const { blocks, riskFree } = settings(document, `${name}.`);
      examination.case(name);
      return overfitting(file, name, blocks, riskFree);
    });
    const column = (name, value, tolerance) => examination.compareColumn(name, results.map(value), tolerance);
    column('phi_pbo', ({ probability }) => probability, within(1e-9));
    column('lm_coef1_(named_slope)', ({ degradation }) => degradation.intercept, rounded);
    column('lm_coef2_(named_intercept)', ({ degradation }) => degradation.slope, rounded);
    column('adj_r2', ({ degradation }) => degradation.adjustedR2, rounded);
    column('prob_oos_below_0', ({ probabilityOfLoss }) => probabilityOfLoss, rounded);
  },
};
