/** W4: the event loop over 10⁶ bars against C++: the loop with its books, and the whole product with probe and report. */
import { crossoverProduct, median, barsOf, timed } from './crossover-product.mjs';
import { missingReference, referencePrograms } from './reference-programs.mjs';

export const name = 'W4';

/** Runs of each side in a round, one after the other; their median counts. */
const repeats = 3;

export async function measure({ rounds, progress }) {
  const missing = missingReference();
  if (missing !== null) {
    progress(`skipped: ${missing}`);
    return [];
  }
  const reference = referencePrograms();
  try {
    const bars = barsOf(reference.column);
    const product = crossoverProduct(bars, 'rolling');
    const works = [
      { workload: 'W4 engine loop / C++', work: product.loop, must: 4, aim: 2 },
      { workload: 'W4 probe, run and report / C++', work: product.report, must: 12, aim: 5 },
    ].map((each) => ({ ...each, times: [] }));
    const references = [];
    for (let round = 0; round <= rounds; round++) {
      progress(round === 0 ? 'warm-up' : `round ${round} of ${rounds}`);
      const [line] = reference.run('event-loop', bars.length, repeats);
      if (round > 0) references.push(line.ms);
      for (const { work, times } of works) {
        const ms = median(Array.from({ length: repeats }, () => timed(work, line.eq)));
        if (round > 0) times.push(ms);
      }
    }
    return works.map(({ workload, times, must, aim }) => ({
      workload,
      unit: 'ratio',
      value: median(times) / median(references),
      must,
      aim,
      reference: `${median(references).toFixed(1)} ms`,
    }));
  } finally {
    reference.close();
  }
}
