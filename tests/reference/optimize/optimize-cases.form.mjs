import { cmaEs, hypervolume } from '@bot-v2/quant/optimization';
import { within } from '../agreement.mjs';
import { testFunctions } from './test-functions.mjs';

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
  const of = testFunctions[each.id];
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

/** Evaluations CMA-ES needs for a loss of 10⁻⁸ on the sphere in ten dimensions. */
function evaluations(seed) {
  const search = cmaEs({ mean: new Array(10).fill(1), sigma: 0.5, seed });
  for (let count = 0; ;) {
    const asked = search.ask();
    if (asked.length === 0) return Infinity;
    const losses = asked.map((x) => testFunctions.sphere.f(x));
    const hit = losses.findIndex((loss) => loss <= 1e-8);
    if (hit >= 0) return count + hit + 1;
    count += asked.length;
    search.tell(losses);
  }
}

/** Of as many seeds as the peer had at least four in five are done within twice its median. */
function costOfSphere(each, k, examination) {
  examination.case(each.id);
  const counts = each.evals_to_1e_8.map((_, i) => evaluations(i + 1)).sort((a, b) => a - b);
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

/** A front of two losses by the formula a note gives it, densely. */
const zdt1Front = () => Array.from({ length: 400_001 }, (_, i) => [i / 400_000, 1 - Math.sqrt(i / 400_000)]);

/** Known optima, hypervolumes, and the evaluations CMA-ES takes. */
export const optimizeForm = {
  form: 'optimize_*.json',
  claims: (name) => /^optimize_.*\.json$/.test(name),
  examine(file, examination) {
    file.document.forEach((each, k) => {
      for (const key of ['id', 'kind', 'tol', 'note', 'source', 'ref', 'points']) examination.read(k, key);
      if ('min' in each) knownOptimum(each, k, examination);
      else if ('evals_to_1e_8' in each) costOfSphere(each, k, examination);
      else if ('hv' in each && (each.points !== undefined || /^zdt1/.test(each.id))) {
        examination.case(each.id);
        const exact = each.points !== undefined;
        const points = exact ? each.points : zdt1Front();
        examination.compare([k, 'hv'], each.hv, hypervolume(points, each.ref), exact ? within(1e-12) : within(0, 1e-5));
      }
    });
  },
};
