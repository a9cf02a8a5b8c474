import { matrix } from '@bot-v2/quant/linear';
import { baumWelch, smoothHmm, viterbi } from '@bot-v2/quant/regimes';
import { exact, within } from '../agreement.mjs';
import { ReferenceFile, listFiles } from '../reference-file.mjs';
import { seriesOf, statedTolerance } from './series-of.mjs';

/** The model a case states: means k × d; covariances k × d × d, or k × d when they are variances. */
function modelOf({ startprob, transmat, means, covars }) {
  const k = startprob.length;
  const d = means[0].length;
  const full = Array.isArray(covars[0][0]);
  return {
    covarianceKind: full ? 'full' : 'diagonal',
    initial: Float64Array.from(startprob),
    transition: matrix(k, k, Float64Array.from(transmat.flat())),
    means: matrix(k, d, Float64Array.from(means.flat())),
    covariances: matrix(k, full ? d * d : d, Float64Array.from(covars.flat(2))),
  };
}

function observationsOf(file, name, folders) {
  const columns = seriesOf(file, name, folders);
  const n = columns[0].length;
  return matrix(
    n,
    columns.length,
    Float64Array.from(
      { length: n * columns.length },
      (_, i) => columns[i % columns.length][Math.floor(i / columns.length)],
    ),
  );
}

/** A case estimated by EM says from which other case it starts; any other states the parameters it is computed with. */
const startOf = (each) => /iterations? from the parameters of case (\w+)/.exec(each.kind ?? '')?.[1];

/** The model of a case by our own computation, and the log-likelihoods before each iteration. */
function computed(each, cases, observations) {
  const start = startOf(each);
  if (start === undefined) return { model: modelOf(each), history: [] };
  const from = cases.find(({ id }) => id.split('_').includes(start));
  return baumWelch(modelOf(from), observations, { maxIterations: each.n_iter, tolerance: 0, varianceFloor: 0 });
}

/** hmmlearn's `covars` of a model, whichever shape the case has. */
function covarsOf({ covarianceKind, means, covariances }) {
  const d = means.cols;
  const row = (j) => [...covariances.data.subarray(j * covariances.cols, (j + 1) * covariances.cols)];
  const square = (values) => Array.from({ length: d }, (_, i) => values.slice(i * d, (i + 1) * d));
  return Array.from({ length: means.rows }, (_, j) => (covarianceKind === 'full' ? square(row(j)) : row(j)));
}

const rowsOf = (a) => Array.from({ length: a.rows }, (_, i) => [...a.data.subarray(i * a.cols, (i + 1) * a.cols)]);

function compareNested(examination, pointer, expected, actual, tolerance) {
  if (!Array.isArray(expected)) return examination.compare(pointer, expected, actual, tolerance);
  expected.forEach((each, i) => compareNested(examination, [...pointer, i], each, actual?.[i], tolerance));
}

/** Likelihoods, and the parameters where they were estimated. */
const casesForm = {
  form: 'hmm_*.json',
  claims: (name) => /^hmm_.*\.json$/.test(name),
  examine(file, examination, folders) {
    const { cases } = file.document;
    examination.read('source');
    cases.forEach((each, c) => {
      const at = (...path) => ['cases', c, ...path];
      for (const key of ['id', 'file', 'kind', 'tol', 'data', 'n_iter', 'source', 'note']) examination.read(...at(key));
      examination.case(each.id);
      const observations = observationsOf(file, each.data, folders);
      const { model, history } = computed(each, cases, observations);
      const likelihood = statedTolerance(each.tol, ['loglik']) ?? within(0, 1e-6);
      const parameters = statedTolerance(each.tol, ['means', 'params']) ?? within(1e-6);
      examination.compare(at('loglik'), each.loglik, smoothHmm(model, observations).logLikelihood, likelihood);
      const { logProbability } = viterbi(model, observations);
      examination.compare(at('viterbi_logprob'), each.viterbi_logprob, logProbability, likelihood);
      const own = {
        startprob: [...model.initial],
        transmat: rowsOf(model.transition),
        means: rowsOf(model.means),
        covars: covarsOf(model),
        history: [...history],
      };
      for (const [key, values] of Object.entries(own)) {
        if (each[key] === undefined) continue;
        if (startOf(each) === undefined && key !== 'history') examination.read(...at(key));
        else compareNested(examination, at(key), each[key], values, key === 'history' ? likelihood : parameters);
      }
    });
  },
};

/** Smoothed probabilities and the Viterbi path of the case that names the table. */
const tableForm = {
  form: 'hmm_*.csv',
  claims: (name) => /^hmm_.*\.csv(\.gz)?$/.test(name),
  examine(file, examination, folders) {
    for (const name of listFiles(file.folder).filter((each) => /(^|\/)hmm_[^/]*\.json(\.gz)?$/.test(each))) {
      const { cases } = new ReferenceFile(file.folder, name).document;
      const each = cases.find((one) => one.file === file.base);
      if (each === undefined) continue;
      examination.case(each.id);
      const observations = observationsOf(file, each.data, folders);
      const { model } = computed(each, cases, observations);
      const { probabilities } = smoothHmm(model, observations);
      const tolerance = statedTolerance(each.tol, ['posteriors']) ?? within(0, 1e-7);
      examination.read('i');
      examination.compareColumn('viterbi', viterbi(model, observations).states, exact);
      for (let j = 0; j < probabilities.cols; j++) {
        const column = Float64Array.from(
          { length: probabilities.rows },
          (_, t) => probabilities.data[t * probabilities.cols + j],
        );
        examination.compareColumn(`p${j}`, column, tolerance);
      }
    }
  },
};

export const forms = [casesForm, tableForm];
