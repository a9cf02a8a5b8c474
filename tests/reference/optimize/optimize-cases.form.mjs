import { cmaEs, hypervolume } from '@bot-v2/quant/optimization';
import { within } from '../agreement.mjs';
import { furtherFunctions } from './further-functions.mjs';
import { testFunctions } from './test-functions.mjs';

/** The function of a name, in as many dimensions as asked for where it has any number. */
const functionOf = (name, dimensions) => testFunctions[name] ?? furtherFunctions[name]?.(dimensions ?? 2);

/** A coordinate folded back into 0…1, like light between mirrors. */
const folded = (u) => {
  const rest = Math.abs(u) % 2;
  return rest > 1 ? 2 - rest : rest;
};

/** The lowest value CMA-ES with restarts finds in the function's box, and where. */
function minimum({ f, lower, upper }) {
  const place = (u) => u.map((value, i) => lower[i] + (upper[i] - lower[i]) * folded(value));
  const n = lower.length;
  let best = { loss: Infinity, point: [] };
  for (let seed = 1; seed <= 2; seed++) {
    const search = cmaEs({
      mean: new Array(n).fill(0.5),
      sigma: 0.3,
      restarts: 5,
      restartBox: { lower: new Array(n).fill(0), upper: new Array(n).fill(1) },
      seed,
    });
    for (let asked = search.ask(); asked.length > 0; asked = search.ask()) search.tell(asked.map((u) => f(place(u))));
    const found = search.state().best;
    if (found.loss < best.loss) best = { loss: found.loss, point: place(found.point) };
  }
  return best;
}

/** Half a unit of the last digit printed. */
const printed = (value) => 10 ** -(String(value).split('.')[1]?.length ?? 0);

function knownOptimum(each, k, examination) {
  for (const key of ['f', 'box']) examination.read(k, key);
  const [first] = [each.at].flat();
  const of = functionOf(each.id, Array.isArray(first) ? first.length : [each.at].flat().length);
  if (of === undefined) return;
  examination.case(each.id);
  const { loss, point } = minimum(of);
  examination.compare([k, 'min'], each.min, loss, within(1e-10, 1e-9));
  if (typeof each.at === 'string') {
    // One number for all coordinates.
    const worst = point.reduce((far, x) => (Math.abs(x - each.at) > Math.abs(far - each.at) ? x : far), point[0]);
    examination.compare([k, 'at'], each.at, worst, within(0, 1e-4));
    return;
  }
  const several = Array.isArray(each.at[0]);
  (several ? each.at : [each.at]).forEach((optimum, o) => {
    const at = several ? [k, 'at', o] : [k, 'at'];
    const here = optimum.every((x, i) => Math.abs(x - point[i]) < 0.1);
    if (here) {
      optimum.forEach((x, i) =>
        examination.compare([...at, i], x, point[i], within(0, Math.max(1e-5, 2 * printed(x)))),
      );
      return;
    }
    // A function may have several optima, not all of them listed: of one where the search did not end only what the
    // function is worth there can be asked.
    examination.read(...at);
    if (!(Math.abs(of.f(optimum) - each.min) <= 1e-3 * Math.max(1, Math.abs(each.min)))) {
      examination.fail(`the function is ${of.f(optimum)} at ${optimum.join(', ')}`);
    }
  });
}

/** What a case of CMA-ES is run on: `cmaes_FUNCTION_Nd`, from where it says. */
function costlyRun({ id, kind }) {
  const [, name, n] = /^cmaes_(\w+)_(\d+)d$/.exec(id) ?? [];
  const [, start, sigma] = /start ([-\d.]+) sigma ([\d.]+)/.exec(kind) ?? [];
  const of = functionOf(name, Number(n));
  return of && start && { f: of.f, mean: new Array(Number(n)).fill(Number(start)), sigma: Number(sigma) };
}

/** Evaluations CMA-ES needs for a loss of 10⁻⁸. */
function evaluations({ f, mean, sigma }, seed) {
  const search = cmaEs({ mean, sigma, seed });
  for (let count = 0; ;) {
    const asked = search.ask();
    if (asked.length === 0) return Infinity;
    const losses = asked.map((x) => f(x));
    const hit = losses.findIndex((loss) => loss <= 1e-8);
    if (hit >= 0) return count + hit + 1;
    count += asked.length;
    search.tell(losses);
  }
}

/** Of as many seeds as the peer had at least four in five are done within twice its median. */
function costOf(each, k, examination) {
  const run = costlyRun(each);
  if (!run) return;
  examination.case(each.id);
  const counts = each.evals_to_1e_8.map((_, i) => evaluations(run, i + 1)).sort((a, b) => a - b);
  const enough = counts.filter((count) => count <= 2 * each.median).length / counts.length >= 0.8;
  if (!enough) examination.fail(`within twice the median of ${each.median}: only some of ${counts.join(' ')}`);
  const median = counts[counts.length >> 1];
  examination.compare([k, 'median'], each.median, enough ? median : NaN, within(1));
  each.evals_to_1e_8.forEach((count, i) =>
    examination.compare([k, 'evals_to_1e_8', i], count, enough ? median : NaN, within(1)),
  );
  const solved = counts.filter((count) => count < Infinity).length / counts.length;
  examination.compare([k, 'success'], each.success, solved, within(0, 0.2));
}

/** Fronts of the problems of Zitzler, Deb and Thiele as the second loss by the first. */
const fronts = {
  zdt1: (x) => 1 - Math.sqrt(x),
  zdt2: (x) => 1 - x * x,
  zdt3: (x) => 1 - Math.sqrt(x) - x * Math.sin(10 * Math.PI * x),
};

/** A front, densely; undefined for a problem whose front is not known. */
function frontOf(id) {
  const second = fronts[id.split('_')[0]];
  return second && Array.from({ length: 400_001 }, (_, i) => [i / 400_000, second(i / 400_000)]);
}

/** Known optima, hypervolumes, and the evaluations CMA-ES takes. */
export const optimizeForm = {
  form: 'optimize_*.json',
  claims: (name) => /^optimize_.*\.json$/.test(name),
  examine(file, examination) {
    file.document.forEach((each, k) => {
      for (const key of ['id', 'kind', 'tol', 'note', 'source', 'ref', 'points']) examination.read(k, key);
      if ('min' in each) knownOptimum(each, k, examination);
      else if ('evals_to_1e_8' in each) costOf(each, k, examination);
      else if ('hv' in each) {
        const exact = each.points !== undefined;
        const points = exact ? each.points : frontOf(each.id);
        if (points === undefined) return;
        examination.case(each.id);
        examination.compare([k, 'hv'], each.hv, hypervolume(points, each.ref), exact ? within(1e-12) : within(0, 1e-5));
      }
    });
  },
};
