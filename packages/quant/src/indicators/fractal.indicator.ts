import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, RangeStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';
import { restarting } from './restarting.js';

function isPeak(window: ValueWindow, wing: number, sign: 1 | -1): boolean {
  const middle = window.at(wing);
  for (let j = 0; j <= 2 * wing; j++) if (j !== wing && sign * (middle - window.at(j)) <= 0) return false;
  return true;
}

/**
 * Price of a high above (a low below) the `wing` bars on either side, shown at the bar that confirms it, which is
 * `wing` bars after it; NaN at other bars.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param wing bars on each side, ≥ 1; default 2
 * @returns `top` and `bottom`, same length; NaN before bar 2·wing and where nothing is confirmed
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function fractal(high: Series, low: Series, wing = 2): OutputColumns<'top' | 'bottom'> {
  return runOutputs('fractal', createFractal(wing), ['top', 'bottom'], high, low);
}

/**
 * Streaming {@link fractal}; `next` returns `top`.
 * @throws RangeError when a parameter is out of range
 */
export function createFractal(wing = 2): RangeStream & Outputs<'top' | 'bottom'> {
  requireInteger('fractal', 'wing', wing, 1);
  return restarting(() => {
    const highs = new ValueWindow(2 * wing + 1);
    const lows = new ValueWindow(2 * wing + 1);
    const out = { top: Number.NaN, bottom: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number): number {
        if (highs.count === 0 && Number.isNaN(high + low)) return Number.NaN;
        highs.push(high);
        lows.push(low);
        out.top = highs.full && isPeak(highs, wing, 1) ? highs.at(wing) : Number.NaN;
        out.bottom = lows.full && isPeak(lows, wing, -1) ? lows.at(wing) : Number.NaN;
        return out.top;
      },
    });
  });
}

export const fractalIndicator = defineIndicator({
  name: 'fractal',
  title: 'Fractal',
  group: 'trend',
  inputs: ['high', 'low'],
  params: [period('wing', 2)],
  outputs: ['top', 'bottom'],
  warmup: ({ wing }) => 2 * wing,
  formula: 'H_wing when above all of the 2·wing bars around it; L_wing when below',
  source: 'B. Williams, Trading Chaos (1995); confirmed form',
  compute: fractal,
  stream: createFractal,
  sparse: true,
});
