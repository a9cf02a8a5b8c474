import { fitGarch, forecastGarch, garchPath } from '@bot-v2/quant/regimes';
import { within } from '../agreement.mjs';
import { seriesOf, statedTolerance } from './series-of.mjs';

/** The presample convention a case names in words. */
const presampleOf = ({ note }) => (/mean of squared residuals/.test(note ?? '') ? 'mean_square' : 'backcast');

/** Values of ours by the names peers give them. */
const named = ({ mu, omega, alpha, beta }) => ({
  mu,
  omega,
  alpha1: alpha,
  beta1: beta,
  'alpha[1]': alpha,
  'beta[1]': beta,
});

const meanOf = ({ spec }) => (/zero/i.test(spec?.mean ?? '') ? 'zero' : 'constant');

function fitted(each, returns) {
  const fit = fitGarch(returns, { presample: presampleOf(each), mean: meanOf(each) });
  if (!fit.fitted) throw new Error(`${each.id}: not fitted, ${fit.reason}`);
  return fit;
}

function compareAll(examination, pointer, expected, actual, tolerance) {
  for (const [key, value] of Object.entries(expected)) {
    examination.compare([...pointer, key], value, actual[key], tolerance);
  }
}

/** An estimate: parameters, errors, likelihood, variances, forecasts. */
function examineEstimate(each, c, returns, examination) {
  const fit = fitted(each, returns);
  const parameters = statedTolerance(each.tol, ['params']) ?? within(1e-4);
  const likelihood = statedTolerance(each.tol, ['loglik']) ?? within(0, 1e-4);
  const volatility = statedTolerance(each.tol, ['cond vol']) ?? within(1e-4);
  if (each.published_params)
    compareAll(examination, [c, 'published_params'], each.published_params, named(fit.parameters), parameters);
  if (each.published_se_hessian) {
    compareAll(
      examination,
      [c, 'published_se_hessian'],
      each.published_se_hessian,
      named(fit.standardErrors),
      parameters,
    );
  }
  if (each.fgarch_here) {
    const { llh, ...peer } = each.fgarch_here;
    compareAll(examination, [c, 'fgarch_here'], peer, named(fit.parameters), parameters);
    examination.compare([c, 'fgarch_here', 'llh'], llh, fit.logLikelihood, likelihood);
  }
  if (each.params) compareAll(examination, [c, 'params'], each.params, named(fit.parameters), parameters);
  if (each.std_err) compareAll(examination, [c, 'std_err'], each.std_err, named(fit.robustStandardErrors), parameters);
  if (each.loglik !== undefined) examination.compare([c, 'loglik'], each.loglik, fit.logLikelihood, likelihood);
  if (each.aic !== undefined) {
    const free = fit.mean === 'zero' ? 3 : 4;
    examination.compare([c, 'aic'], each.aic, 2 * free - 2 * fit.logLikelihood, within(0, 2 * likelihood.absolute));
  }
  const { variances } = garchPath(returns, fit.parameters, fit);
  const deviations = [...variances].map(Math.sqrt);
  compareEnds(each, c, 'cond_vol', deviations, examination, volatility);
  if (each.forecast_var) {
    compareAll(
      examination,
      [c, 'forecast_var'],
      each.forecast_var,
      forecastGarch(fit, each.forecast_var.length),
      volatility,
    );
  }
}

/** `name_first5` and `name_last5` and the like. */
function compareEnds(each, c, name, values, examination, tolerance) {
  for (const key of Object.keys(each).filter((one) => one.startsWith(`${name}_`))) {
    const part = key.includes('last') ? values.slice(-each[key].length) : values.slice(0, each[key].length);
    compareAll(examination, [c, key], each[key], part, tolerance);
  }
}

/** The recursion at parameters that another case of the same data publishes. */
function examineRecursion(each, c, returns, cases, examination) {
  const {
    mu,
    omega,
    alpha1: alpha,
    beta1: beta,
  } = each.params ?? cases.find((one) => one.published_params && one.data === each.data).published_params;
  if (each.params) examination.read(c, 'params');
  const path = garchPath(returns, { mu, omega, alpha, beta }, { presample: presampleOf(each), mean: meanOf(each) });
  const tight = within(1e-10);
  examination.compare([c, 'expected_loglik'], each.expected_loglik, path.logLikelihood, tight);
  if (each.published_loglik !== undefined) {
    examination.compare([c, 'published_loglik'], each.published_loglik, path.logLikelihood, within(0, 1e-4));
  }
  compareEnds(each, c, 'sigma2', [...path.variances], examination, tight);
}

export const forms = [
  {
    form: 'garch_*.json',
    claims: (name) => /^garch_.*\.json$/.test(name),
    examine(file, examination, folders) {
      const cases = file.document;
      cases.forEach((each, c) => {
        for (const key of ['id', 'published', 'note', 'data', 'source', 'spec', 'tol']) examination.read(c, key);
        examination.case(each.id);
        const [returns] = seriesOf(file, each.data, folders);
        if (each.expected_loglik !== undefined) examineRecursion(each, c, returns, cases, examination);
        else examineEstimate(each, c, returns, examination);
      });
    },
  },
];
