import { matrix } from '@bot-v2/quant/linear';
import { expectedDurations, fitMarkovSwitching, regimeProbabilities } from '@bot-v2/quant/regimes';
import { within } from '../agreement.mjs';
import { seriesOf, statedTolerance } from './series-of.mjs';

/** Number of regimes and lags and what switches, from parameter names such as p[0->0], const[1], sigma2, ar.L1[0]. */
function shapeOf(names) {
  const numberOf = (pattern) => names.filter((name) => pattern.test(name)).length;
  return {
    regimes: numberOf(/^const\[/),
    lags: new Set(names.flatMap((name) => /^ar\.L(\d+)/.exec(name)?.[1] ?? [])).size,
    switchingVariance: numberOf(/^sigma2\[/) > 0,
    switchingAr: numberOf(/^ar\.L\d+\[/) > 0,
  };
}

/** The value of a named parameter in a model, or in one of the errors; `order` maps the case's regimes to ours. */
function valueOf(name, { transition, means, variances, ar }, order) {
  const regime = (text) => order[Number(text)];
  const move = /^p\[(\d+)->(\d+)\]$/.exec(name);
  if (move) return transition.data[regime(move[1]) * transition.cols + regime(move[2])];
  const level = /^const\[(\d+)\]$/.exec(name);
  if (level) return means[regime(level[1])];
  const spread = /^sigma2(?:\[(\d+)\])?$/.exec(name);
  if (spread) return variances[spread[1] === undefined ? 0 : regime(spread[1])];
  const lag = /^ar\.L(\d+)(?:\[(\d+)\])?$/.exec(name);
  if (lag) return ar.data[(lag[2] === undefined ? 0 : regime(lag[2]) * ar.cols) + Number(lag[1]) - 1];
  throw new Error(`no parameter of ours is ${name}`);
}

/** The model of a list of parameters, its regimes in the case's order. */
function modelOf(names, values, { regimes: k, lags, switchingVariance, switchingAr }) {
  const of = (name) => values[names.indexOf(name)];
  const transition = matrix(k, k);
  for (let i = 0; i < k; i++) {
    let rest = 1;
    for (let j = 0; j < k - 1; j++) rest -= transition.data[i * k + j] = of(`p[${i}->${j}]`);
    transition.data[i * k + k - 1] = rest;
  }
  const each = (count, name) => Float64Array.from({ length: count }, (_, i) => of(name(i)));
  const rows = switchingAr ? k : 1;
  return {
    transition,
    means: each(k, (i) => `const[${i}]`),
    variances: each(switchingVariance ? k : 1, (i) => (switchingVariance ? `sigma2[${i}]` : 'sigma2')),
    ar: matrix(
      rows,
      lags,
      each(rows * lags, (i) => `ar.L${(i % lags) + 1}${switchingAr ? `[${Math.floor(i / lags)}]` : ''}`),
    ),
  };
}

export const forms = [
  {
    form: 'markov_*.json',
    claims: (name) => /^markov_.*\.json$/.test(name),
    examine(file, examination, folders) {
      file.document.forEach((each, c) => {
        for (const key of ['source', 'param_names', 'tol', 'data', 'id', 'note']) examination.read(c, key);
        examination.case(each.id ?? each.data);
        const { param_names: names, published_params: published } = each;
        const [y] = seriesOf(file, each.data, folders);
        const shape = shapeOf(names);
        const fit = fitMarkovSwitching(y, { ...shape, seed: 1 });
        if (!fit.fitted) throw new Error(`not fitted, ${fit.reason}`);
        const theirs = modelOf(names, published ?? each.fitted_here, shape).means;
        const ranks = [...theirs].sort((a, b) => a - b);
        const order = [...theirs].map((mean) => ranks.indexOf(mean));
        const parameters = statedTolerance(each.tol, ['params']) ?? within(0, 2e-3);
        const likelihood = statedTolerance(each.tol, ['llf']) ?? within(0, 1e-3);
        const compareNamed = (key, model) =>
          each[key]?.forEach((value, i) => {
            if (value === null) examination.read(c, key, i);
            else examination.compare([c, key, i], value, valueOf(names[i], model, order), parameters);
          });
        compareNamed('published_params', fit.model);
        compareNamed('fitted_here', fit.model);
        compareNamed('published_bse', fit.standardErrors);
        if (each.published_llf !== undefined) {
          examination.compare([c, 'published_llf'], each.published_llf, fit.logLikelihood, likelihood);
        }
        if (each.fitted_llf !== undefined) {
          // At the peer's own parameters nothing but the arithmetic of the filter can differ.
          const { logLikelihood } = regimeProbabilities(modelOf(names, each.fitted_here, shape), y);
          examination.compare([c, 'fitted_llf'], each.fitted_llf, logLikelihood, within(1e-9));
        }
        const own = expectedDurations(fit.model.transition);
        each.expected_durations?.forEach((value, i) => {
          // A duration is 1 ÷ (1 − p): an error of p grows by its square.
          const tolerance = within(0, parameters.absolute * value * value);
          examination.compare([c, 'expected_durations', i], value, own[order[i]], tolerance);
        });
      });
    },
  },
];
