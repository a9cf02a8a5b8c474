/**
 * W1: one SMA(10/20) backtest over 10⁶ bars against C: summary only, and with curve, trades and statistics. W4 counts the probe.
 * Goals hold for a strategy that makes its signals in one loop, as the reference does; beside it, one that compares two columns.
 */
import { crossoverByHand } from './crossover-by-hand.mjs';
import { crossoverProduct, median, barsOf, timed } from './crossover-product.mjs';
import { missingReference, referencePrograms } from './reference-programs.mjs';

export const name = 'W1';

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
    const product = crossoverProduct(bars, 'fused');
    const byHand = crossoverByHand(bars);
    const works = [
      { workload: 'W1 summary / C fused', kind: 'summary', impl: 'c-fused', must: 2, aim: 1.5 },
      { workload: 'W1 summary, two columns compared', kind: 'summaryByColumns', impl: 'c-fused' },
      { workload: 'W1 full run / C modular', kind: 'full', impl: 'c-modular', must: 2.5, aim: 1.8 },
      { workload: 'W1 full run, two columns compared', kind: 'fullByColumns', impl: 'c-modular' },
    ].map((each) => ({ ...each, times: [], references: [], floors: [] }));
    for (let round = 0; round <= rounds; round++) {
      progress(round === 0 ? 'warm-up' : `round ${round} of ${rounds}`);
      const lines = reference.run('reference', 'w1', 'm1', bars.length, repeats);
      for (const each of works) {
        const line = lines.find(({ impl }) => impl === each.impl);
        const msOf = ({ [each.kind]: work }) => median(Array.from({ length: repeats }, () => timed(work, line.eq)));
        const ms = msOf(product);
        const floor = each.must === undefined ? [] : [msOf(byHand)];
        if (round === 0) continue;
        each.times.push(ms);
        each.floors.push(...floor);
        each.references.push(line.ms);
      }
    }
    return works.map(({ workload, times, references, floors, must, aim }) => ({
      workload,
      unit: 'ratio',
      value: median(times) / median(references),
      ...(floors.length > 0 ? { floor: median(floors) / median(references) } : {}),
      must,
      aim,
      reference: `${median(references).toFixed(1)} ms`,
    }));
  } finally {
    reference.close();
  }
}
