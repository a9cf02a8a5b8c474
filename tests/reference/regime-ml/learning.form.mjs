import { fromRows, logistic, ridge, sigmoid } from '@bot-v2/quant/linear';
import {
  averagePrecision,
  boostedProbability,
  boostTrees,
  brierScore,
  classificationScores,
  fitScaler,
  isotonicRegression,
  isotonicValue,
  logLoss,
  predictBoosted,
  rocAuc,
  standardize,
} from '@bot-v2/quant/learning';
import { within } from '../agreement.mjs';
import { ReferenceFile, listFiles, numbers } from '../reference-file.mjs';
import { statedTolerance } from './series-of.mjs';

/** A tolerance a case states for one of `words`; else its only number, taken as absolute. */
function toleranceOf(tol, words, fallback) {
  const named = String(tol ?? '')
    .split(/[,;]/)
    .map((part) => /^\s*([a-z_/ ]*?)\s*([\d.]+e?[-+]?\d*)\s*$/.exec(part))
    .find((found) => found !== null && words.some((word) => found[1] === word || found[1] === ''));
  const relative = /^\s*rel\s+([\d.e+-]+)\s*$/.exec(tol ?? '');
  if (relative) return within(Number(relative[1]));
  return statedTolerance(tol, words) ?? (named ? within(0, Number(named[2])) : fallback);
}

const isLabel = (heading) => /^(target|label|y)$/i.test(heading);

/** Whether a table has a label and more than one feature. */
function isLabelled({ document }) {
  const headings = Object.keys(document);
  return headings.length > 2 && headings.some(isLabel);
}

/** The labelled table a case is about: the one it names, or its file, else the folder's only one with several features. */
function tableOf(file, each) {
  const named = each.data ?? file.document.data;
  const names = named
    ? [named]
    : listFiles(file.folder).filter(
        (name) =>
          /(^|\/)(?!hmm_|garch_|markov_|ml_)[^/]*\.csv(\.gz)?$/.test(name) &&
          isLabelled(new ReferenceFile(file.folder, name)),
      );
  if (names.length !== 1) throw new Error(`${each.id} names no data, and there are ${names.length} labelled tables`);
  const columns = Object.entries(file.beside(names[0]).document);
  const label = columns.findIndex(([heading]) => isLabel(heading));
  const features = columns.filter((_, j) => j !== label).map(([, cells]) => numbers(cells));
  const labels = numbers(columns[label][1]);
  return { features, labels };
}

/** Rows to fit on and rows to judge on, by the rule in words `test rows: index%N==K`. */
function splitOf({ split }, labels) {
  const [, every, rest] = /index\s*%\s*(\d+)\s*==\s*(\d+)/.exec(split);
  const rows = Array.from(labels, (_, i) => i);
  const tests = (i) => i % Number(every) === Number(rest);
  return { train: rows.filter((i) => !tests(i)), test: rows.filter(tests) };
}

const rowsOf = (features, rows) => fromRows(rows.map((i) => features.map((column) => column[i])));
const pick = (values, rows) => Float64Array.from(rows, (i) => values[i]);

/** Compares what there is of the scores of probabilities. */
function compareScores(each, at, labels, p, examination, tolerance) {
  const counts = classificationScores(
    labels,
    Float64Array.from(p, (value) => (value > 0.5 ? 1 : 0)),
  );
  const own = {
    logloss: logLoss(labels, p),
    test_logloss: logLoss(labels, p),
    brier: brierScore(labels, p),
    auc: rocAuc(labels, p),
    ap: averagePrecision(labels, p),
    acc: counts.accuracy,
    f1: counts.f1,
    mcc: counts.mcc,
  };
  for (const [key, value] of Object.entries(own)) {
    if (each[key] !== undefined) examination.compare(at(key), each[key], value, tolerance(key));
  }
}

function compareList(examination, pointer, expected, actual, tolerance) {
  expected.forEach((value, i) => examination.compare([...pointer, i], value, actual[i], tolerance));
}

/** L2-penalised logistic regression at C = 1 ÷ λ, on standard scores. */
function examineLogistic(each, at, file, examination) {
  const { features, labels } = tableOf(file, each);
  const { train, test } = splitOf(file.document, labels);
  const scaler = fitScaler(rowsOf(features, train));
  const c = Number(/C([\d.e+-]+)$/.exec(each.id)[1]);
  const fit = logistic(standardize(scaler, rowsOf(features, train)), pick(labels, train), { lambda: 1 / c });
  const coefficients = toleranceOf(each.tol, ['coef'], within(0, 1e-4));
  compareList(examination, at('coef'), each.coef, fit.coefficients, coefficients);
  examination.compare(at('intercept'), each.intercept, fit.intercept, coefficients);
  const z = standardize(scaler, rowsOf(features, test));
  const p = Float64Array.from(test, (_, i) =>
    sigmoid(fit.coefficients.reduce((sum, b, j) => sum + b * z.data[i * z.cols + j], fit.intercept)),
  );
  const likelihood = toleranceOf(each.tol, ['logloss'], within(0, 1e-6));
  compareScores(each, at, pick(labels, test), p, examination, () => likelihood);
}

/** Ridge regression of the first feature on the standard scores of the others. */
function examineRidge(each, at, file, examination) {
  const { features, labels } = tableOf(file, each);
  const { train } = splitOf(file.document, labels);
  const x = rowsOf(features.slice(1), train);
  const fit = ridge(standardize(fitScaler(x), x), pick(features[0], train), Number(/_([\d.]+)$/.exec(each.id)[1]));
  const tolerance = toleranceOf(each.tol, ['coef'], within(1e-8));
  compareList(examination, at('coef'), each.coef, fit.coefficients, tolerance);
  examination.compare(at('intercept'), each.intercept, fit.intercept, tolerance);
}

/**
 * Boosted trees with exact splits. The peer keeps features in single precision, and chooses splits by the squared error of
 * the gradients.
 */
function examineBoosting(each, at, file, examination) {
  const { features, labels } = tableOf(file, each);
  const { train, test } = splitOf(file.document, labels);
  const single = features.map((column) => Float64Array.from(column, Math.fround));
  const number = (name) => Number(new RegExp(`${name}_?([\\d.]*\\d)`).exec(each.id)?.[1]);
  const depth = number('max_depth');
  const model = boostTrees(rowsOf(single, train), pick(labels, train), {
    loss: 'log',
    rounds: number('n_estimators'),
    learningRate: number('learning_rate'),
    maxDepth: depth,
    maxLeaves: 2 ** depth,
    minLeafRows: 1,
    maxBins: Math.max(2, train.length),
    splitBy: 'least_squares',
  });
  const tolerance = toleranceOf(each.tol, ['params'], within(1e-8));
  const [tree] = model.trees;
  if (each.first_split) {
    examination.compare(at('first_split', 'feature'), each.first_split.feature, tree.feature[0], within(0));
    examination.compare(at('first_split', 'threshold'), each.first_split.threshold, tree.threshold[0], tolerance);
  }
  if (each.init_logodds !== undefined)
    examination.compare(at('init_logodds'), each.init_logodds, model.baseline, tolerance);
  const p = boostedProbability(model, rowsOf(single, test));
  compareScores(each, at, pick(labels, test), p, examination, () => tolerance);
  if (each.train_logloss !== undefined) {
    const fitted = predictBoosted(model, rowsOf(single, train)).map(sigmoid);
    examination.compare(at('train_logloss'), each.train_logloss, logLoss(pick(labels, train), fitted), tolerance);
  }
  if (each.p_first10) compareList(examination, at('p_first10'), each.p_first10, p, tolerance);
}

/** Isotonic regression of the case's own points, or of the labels of a table on its scores. */
function examineIsotonic(each, at, file, examination) {
  const tolerance = toleranceOf(each.tol, ['fit'], within(0, 1e-10));
  if (each.x) {
    const fit = isotonicRegression(each.x, each.y);
    const fitted = each.x.map((value) => isotonicValue(fit, value));
    return compareList(examination, at('fit'), each.fit, fitted, tolerance);
  }
  const { features, labels } = tableOf(file, each);
  const fit = isotonicRegression(features[0], labels);
  const values = (scores) => Array.from(scores, (score) => isotonicValue(fit, score));
  compareList(examination, at('pred'), each.pred, values(each.grid), tolerance);
  compareList(examination, at('fitted_at_data'), each.fitted_at_data, values(features[0]), tolerance);
}

/** Scores of stated probabilities, or of the logistic function of a table's scores. */
function examineScores(each, at, file, examination) {
  const tolerance = toleranceOf(each.tol, [], within(0, 1e-12));
  if (each.p) return compareScores(each, at, each.y, each.p, examination, () => tolerance);
  const { features, labels } = tableOf(file, each);
  compareScores(each, at, labels, features[0].map(sigmoid), examination, () => tolerance);
}

const subjects = [
  [/^logit/, examineLogistic],
  [/^ridge/, examineRidge],
  [/^gbdt/, examineBoosting],
  [/^isotonic/, examineIsotonic],
  [/^brier/, examineScores],
];

export const forms = [
  {
    form: 'ml_*.json',
    claims: (name) => /^ml_.*\.json$/.test(name),
    examine(file, examination) {
      for (const key of ['source', 'split', 'data']) examination.read(key);
      file.document.cases.forEach((each, c) => {
        const at = (...path) => ['cases', c, ...path];
        for (const key of ['id', 'fn', 'tol', 'data', 'source', 'note', 'grid', 'x', 'y', 'p'])
          examination.read(...at(key));
        examination.case(each.id);
        const subject = subjects.find(([pattern]) => pattern.test(each.id));
        // A subject nobody knows stays unmapped, which the area reports.
        subject?.[1](each, at, file, examination);
      });
    },
  },
];
