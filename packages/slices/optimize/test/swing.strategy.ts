import { appendFileSync, existsSync } from 'node:fs';
import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';

/** Goes with (or against) the change over `n` bars. `faults` make it misbehave, for tests of workers. */
export const swing = defineStrategy({
  id: 'swing',
  version: '1.0.0',
  params: z.object({
    n: z.number().int().min(1).default(3),
    side: z.enum(['with', 'against']).default('with'),
    /** What goes wrong at which n, such as `4:exit 6:hang`, and a file that remembers that it did. */
    faults: z.string().default(''),
    memo: z.string().default(''),
  }),
  search: { n: [1, 2, 3, 4, 5, 6, 8, 10, 13, 17], side: ['with', 'against'] },
  warmup: (p) => p.n,
  prepare: (bars, p, ta) => {
    for (const each of p.faults.split(' ')) if (each.startsWith(`${p.n}:`)) misbehave(each.split(':')[1]!, p.memo);
    return { change: ta.rocp(bars.close, p.n) };
  },
  onBar: ({ cols, p, out }) => {
    const up = cols.change.now > 0;
    out.target(up === (p.side === 'with') ? 1 : 0);
  },
});

function misbehave(fault: string, memo: string): void {
  if (fault === 'throw') throw new Error('as asked');
  if (fault === 'exit') process.exit(3);
  if (fault === 'exit_once' && !existsSync(memo)) {
    appendFileSync(memo, 'died');
    process.exit(3);
  }
  if (fault === 'hang') for (;;);
  if (fault === 'memory') {
    const hoard: number[][] = [];
    for (;;) hoard.push(new Array<number>(100_000).fill(hoard.length));
  }
}
