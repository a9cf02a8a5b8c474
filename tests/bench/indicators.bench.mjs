/**
 * W3: indicators over 10⁶ bars against TA-Lib's algorithms in C (`talib/`), which must first agree with TA-Lib's own
 * values. Each round times all functions in C, then ours, in processor time of the whole process, so that our garbage
 * collector counts and what else runs on the machine does not. Both put their results in fresh memory. Ours are compiled
 * by then: they have run on a short slice. A ratio is the median of the rounds'.
 */
import { computeIndicator, findIndicator } from '@bot-v2/quant/indicators';
import { createRandom } from '@bot-v2/quant/random';
import { median } from './crossover-product.mjs';
import { createYardstick, functions, missingYardstick } from './talib/yardstick.mjs';

export const name = 'W3';

const length = 1_000_000;
const runs = 3;

/** Our indicator for a function of TA-Lib, where the name differs. */
const ours = {
  trange: 'trueRange',
  bbands: 'bollinger',
  var: 'variance',
  linearreg: 'linearReg',
  max: 'highest',
  min: 'lowest',
  typprice: 'typicalPrice',
};
/** Inputs that TA-Lib's column took in place of the catalogue's. */
const inputs = {
  correl: { close: 'high', other: 'low' },
  beta: { close: 'high', other: 'low' },
  max: { close: 'high' },
  min: { close: 'low' },
};

/** A seeded random walk in cents with volume. */
function walk() {
  const random = createRandom('indicators bench');
  const bars = Object.fromEntries(
    ['open', 'high', 'low', 'close', 'volume'].map((column) => [column, new Float64Array(length)]),
  );
  const cents = (price) => Math.round(price * 100) / 100;
  let price = 100;
  for (let i = 0; i < length; i++) {
    bars.open[i] = cents(price * (1 + random.normal(0, 0.0005)));
    price = Math.max(5, price * (1 + random.normal(0.000_001, 0.002)));
    bars.close[i] = cents(price);
    bars.high[i] = cents(Math.max(bars.open[i], bars.close[i]) * (1 + Math.abs(random.normal(0, 0.001))));
    bars.low[i] = cents(Math.min(bars.open[i], bars.close[i]) * (1 - Math.abs(random.normal(0, 0.001))));
    bars.volume[i] = random.integer(0, 10_000);
  }
  return bars;
}

export async function measure({ rounds, progress }) {
  const missing = missingYardstick();
  if (missing !== null) {
    progress(`skipped: ${missing}`);
    return [];
  }
  const yardstick = createYardstick();
  try {
    const bars = walk();
    const data = yardstick.save(bars);
    const works = functions.map(({ name, params }) => {
      const spec = findIndicator(ours[name] ?? name);
      const columns = { ...bars };
      for (const [to, from] of Object.entries(inputs[name] ?? {})) columns[to] = bars[from];
      const values = Object.fromEntries(params.map((value, k) => [spec.params[k].name, value]));
      const short = Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, column.subarray(0, 5000)]));
      for (let warm = 0; warm < 60; warm++) computeIndicator(spec, short, values);
      return { name, run: () => computeIndicator(spec, columns, values), ratios: [], references: [] };
    });
    for (let round = 0; round <= rounds; round++) {
      progress(round === 0 ? 'warm-up' : `round ${round} of ${rounds}`);
      const references = yardstick.time(data, length, runs);
      works.forEach(({ run, ratios, references: own }, k) => {
        let ms = Infinity;
        for (let each = 0; each < runs; each++) {
          const began = process.cpuUsage();
          run();
          const { user, system } = process.cpuUsage(began);
          ms = Math.min(ms, (user + system) / 1000);
        }
        if (round === 0) return;
        ratios.push(ms / references[k]);
        own.push(references[k]);
      });
    }
    const rows = works.map(({ name, ratios, references }) => ({
      workload: `W3 ${name} / TA-Lib's algorithm in C`,
      unit: 'ratio',
      value: median(ratios),
      must: 2.2,
      aim: 1.8,
      reference: `${median(references).toFixed(2)} ms`,
    }));
    const logs = rows.reduce((sum, { value }) => sum + Math.log(value), 0);
    const all = {
      workload: 'W3 geometric mean',
      unit: 'ratio',
      value: Math.exp(logs / rows.length),
      must: 1.3,
      aim: 1,
    };
    return [...rows, { ...all, reference: `${rows.length} functions` }];
  } finally {
    yardstick.close();
  }
}
