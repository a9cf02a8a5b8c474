import { appendFileSync, existsSync } from 'node:fs';
import { defineStrategy } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { z } from 'zod';

const definition = {
  version: '1.0.0',
  params: z.object({
    n: z.number().int().min(1).default(3),
    side: z.enum(['with', 'against']).default('with'),
    /** What goes wrong at which n, such as `4:exit 6:hang`, and a file that remembers that it did. */
    faults: z.string().default(''),
    memo: z.string().default(''),
  }),
  search: { n: [1, 2, 3, 4, 5, 6, 8, 10, 13, 17], side: ['with', 'against'] },
  warmup: (p: { n: number }) => p.n,
};

/** Goes with (or against) the change over `n` bars. `faults` make it misbehave, for tests of workers. */
export const swing = defineStrategy({
  ...definition,
  id: 'swing',
  prepare: (bars, p, ta) => {
    for (const each of p.faults.split(' '))
      if (each.startsWith(`${p.n}:`)) misbehave(each.split(':')[1]!, p.memo, bars);
    return { change: ta.rocp(bars.close, p.n) };
  },
  onBar: ({ cols, p, out }) => {
    const up = cols.change.now > 0;
    out.target(up === (p.side === 'with') ? 1 : 0);
  },
});

/** The same, its decision a column. */
export const swingColumn = defineStrategy({
  ...definition,
  id: 'swing',
  prepare: (bars, p, ta) => {
    for (const each of p.faults.split(' '))
      if (each.startsWith(`${p.n}:`)) misbehave(each.split(':')[1]!, p.memo, bars);
    const side = p.side === 'with' ? 1 : 0;
    return { wanted: ta.rocp(bars.close, p.n).map((change) => (change > 0 ? side : 1 - side)) };
  },
  target: 'wanted',
});

function misbehave(fault: string, memo: string, bars: Bars): void {
  if (fault === 'throw') throw new Error('as asked');
  if (fault === 'exit') process.exit(3);
  if (fault === 'exit_once' && !existsSync(memo)) {
    appendFileSync(memo, 'died');
    process.exit(3);
  }
  if (fault === 'write') bars.high[5] = 1;
  if (fault === 'hang') for (;;);
  if (fault === 'memory') {
    const hoard: number[][] = [];
    for (;;) hoard.push(new Array<number>(100_000).fill(hoard.length));
  }
}
