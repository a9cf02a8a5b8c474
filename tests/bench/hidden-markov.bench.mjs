/**
 * W7: Baum-Welch iterations of a Gaussian hidden Markov model (10⁵ observations, one variable) against the same
 * algorithm in C (hidden-markov.c), which stands in for numba: both are compiled ahead or just in time by the same kind
 * of optimiser, and both log-likelihoods must agree.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matrix } from '@bot-v2/quant/linear';
import { createRandom } from '@bot-v2/quant/random';
import { baumWelch } from '@bot-v2/quant/regimes';
import { median } from './crossover-product.mjs';

export const name = 'W7';

const n = 100_000;
const iterations = 20;

/** Observations of three regimes. */
function observations() {
  const random = createRandom('hidden markov bench');
  let state = 0;
  return Float64Array.from({ length: n }, () => {
    if (random.next() < 0.02) state = random.integer(0, 2);
    return random.normal(0.05 * (1 - state), 0.5 + state);
  });
}

/** The start of hidden-markov.c. */
function startOf(k) {
  return {
    covarianceKind: 'diagonal',
    initial: new Float64Array(k).fill(1 / k),
    transition: matrix(
      k,
      k,
      Float64Array.from({ length: k * k }, (_, i) => (i % (k + 1) === 0 ? 0.95 : 0.05 / (k - 1))),
    ),
    means: matrix(k, 1),
    covariances: matrix(
      k,
      1,
      Float64Array.from({ length: k }, (_, j) => 0.3 + 2 * j),
    ),
  };
}

export async function measure({ rounds, progress }) {
  const folder = mkdtempSync(join(tmpdir(), 'bot-v2-bench-'));
  try {
    const program = join(folder, 'hidden-markov');
    try {
      execFileSync('gcc', [
        ...['-O3', '-march=native', '-ffp-contract=off', '-o', program],
        ...[join(import.meta.dirname, 'hidden-markov.c'), '-lm'],
      ]);
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
      progress('skipped: gcc is not installed');
      return [];
    }
    const x = observations();
    const data = join(folder, 'x.f64');
    writeFileSync(data, new Uint8Array(x.buffer));
    const works = [2, 3, 4].map((k) => ({ k, start: startOf(k), ratios: [], references: [] }));
    for (let round = 0; round <= rounds; round++) {
      progress(round === 0 ? 'warm-up' : `round ${round} of ${rounds}`);
      for (const { k, start, ratios, references } of works) {
        const reference = JSON.parse(execFileSync(program, [data, n, k, iterations].map(String), { encoding: 'utf8' }));
        let ms = Infinity;
        for (let run = 0; run < 3; run++) {
          const from = performance.now();
          const fit = baumWelch(start, matrix(n, 1, x), { maxIterations: iterations, tolerance: 0, varianceFloor: 0 });
          ms = Math.min(ms, performance.now() - from);
          if (!(Math.abs(fit.logLikelihood / reference.logLikelihood - 1) < 1e-9)) {
            throw new Error(`${k} states: ${fit.logLikelihood} is not ${reference.logLikelihood}`);
          }
        }
        if (round === 0) continue;
        ratios.push(ms / reference.ms);
        references.push(reference.ms);
      }
    }
    return works.map(({ k, ratios, references }) => ({
      workload: `W7 hidden Markov EM, ${k} states / C`,
      unit: 'ratio',
      value: median(ratios),
      must: 1.5,
      aim: 1.2,
      reference: `${median(references).toFixed(1)} ms`,
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
