import { exp, log, pow } from '../elementary/index.js';
import { normalCdf, normalQuantile } from '../statistics/normal.statistic.js';
import type { Random } from '../random/random.js';
import { levels } from './dimension.js';
import type { Dimension } from './dimension.js';

/** Weight of the uniform prior, as if it were one observation. */
const priorWeight = 1;

/**
 * A density over unit coordinates: a uniform prior and, for each observation, a kernel that is a product over the
 * dimensions — a normal cut off at 0 and 1, for a categorical one a peak on its value.
 */
export class Parzen {
  private readonly sizes: readonly number[];
  private readonly widths: Float64Array;
  /** Logarithm of what each kernel is divided by in each dimension, observation by observation. */
  private readonly norms: Float64Array;

  /** @param observations unit coordinates */
  constructor(
    private readonly dimensions: readonly Dimension[],
    private readonly observations: readonly (readonly number[])[],
  ) {
    this.sizes = dimensions.map((each) => (each.kind === 'categorical' ? each.size : 0));
    // Scott's rule, for points that are less spread than uniform ones (0.29), since the good ones lie together; never so
    // narrow that a single value is all there is, and never narrower than half a step, where a kernel would only repeat
    // the value it sits on.
    const count = observations.length + priorWeight;
    const width = Math.max(0.02, 0.2 * pow(count, -1 / (dimensions.length + 4)));
    this.widths = Float64Array.from(dimensions, (each) => Math.max(width, 0.5 / levels(each)));
    const d = dimensions.length;
    this.norms = new Float64Array(observations.length * d);
    observations.forEach((centre, k) => {
      for (let i = 0; i < d; i++) {
        if (this.sizes[i]! > 0) continue;
        const w = this.widths[i]!;
        const mass = normalCdf((1 - centre[i]!) / w) - normalCdf(-centre[i]! / w);
        this.norms[k * d + i] = log(w * Math.sqrt(2 * Math.PI) * mass);
      }
    });
  }

  /** Unit coordinates drawn from the density. */
  sample(random: Random): number[] {
    const k = Math.floor(random.next() * (this.observations.length + priorWeight));
    const centre = this.observations[k];
    return this.dimensions.map((_, i) => {
      if (centre === undefined) return random.next();
      const size = this.sizes[i]!;
      if (size > 0) {
        const value = Math.floor(centre[i]! * size);
        const drawn = random.next() < this.peak(size) ? value : random.integer(0, size - 1);
        return (drawn + 0.5) / size;
      }
      return truncatedNormal(centre[i]!, this.widths[i]!, random.next());
    });
  }

  /** Logarithm of the density. */
  logDensity(unit: readonly number[]): number {
    const d = unit.length;
    const logs = this.observations.map((centre, k) => {
      let sum = 0;
      for (let i = 0; i < d; i++) {
        const size = this.sizes[i]!;
        if (size > 0) sum += this.logPeak(size, Math.floor(unit[i]! * size) === Math.floor(centre[i]! * size));
        else {
          const z = (unit[i]! - centre[i]!) / this.widths[i]!;
          sum -= 0.5 * z * z + this.norms[k * d + i]!;
        }
      }
      return sum;
    });
    logs.push(0);
    const top = Math.max(...logs);
    const total = logs.reduce((sum, value) => sum + exp(value - top), 0);
    return top + log(total / logs.length);
  }

  private peak(size: number): number {
    return this.observations.length / (this.observations.length + priorWeight + size);
  }

  private logPeak(size: number, same: boolean): number {
    const peak = this.peak(size);
    return log(size * ((same ? peak : 0) + (1 - peak) / size));
  }
}

/** The `u`-quantile of a normal cut off at 0 and 1. */
function truncatedNormal(centre: number, width: number, u: number): number {
  const low = normalCdf(-centre / width);
  const high = normalCdf((1 - centre) / width);
  const p = Math.min(Math.max(low + (high - low) * u, 1e-15), 1 - 1e-15);
  return Math.min(1, Math.max(0, centre + width * normalQuantile(p)));
}
