import { z } from 'zod';
import { portType } from './port-type.js';
import { regimeLabelSchema } from './regime.port.js';

/**
 * The regime in force at the close of every bar of a frame. Columns have one entry a bar, in its order. Causal: a label
 * rests on nothing after its bar, so the series of a longer frame begins with that of a shorter one.
 */
export const regimeSeriesSchema = z
  .strictObject({
    symbol: z.string(),
    model: z.string(),
    /** Open times, epoch ms UTC. */
    time: z.array(z.number()),
    /** Null where there is none: before the first, or where the model could not be fitted. */
    labels: z.array(regimeLabelSchema.nullable()),
    /** Time of the last bar that influenced the label, never after its own; null where there is none. */
    knownThrough: z.array(z.number().nullable()),
  })
  .superRefine(({ time, labels, knownThrough }, ctx) => {
    if (labels.length !== time.length || knownThrough.length !== time.length) {
      ctx.addIssue({ code: 'custom', message: `columns differ in length: ${time.length} times` });
      return;
    }
    const row = time.findIndex((at, t) => {
      const known = knownThrough[t]!;
      return known === null ? labels[t] !== null : known > at;
    });
    if (row >= 0) {
      ctx.addIssue({ code: 'custom', path: ['knownThrough', row], message: 'must not be after the bar of its label' });
    }
  });
export type RegimeSeries = z.output<typeof regimeSeriesSchema>;
export const RegimeSeries = portType('RegimeSeries', 1, regimeSeriesSchema);
