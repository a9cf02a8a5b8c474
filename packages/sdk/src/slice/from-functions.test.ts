import { z } from 'zod';
import { defineCapability } from '../capabilities/index.js';
import { portType } from '../ports/index.js';
import { defineStrategy, resolveParams } from '../strategy/index.js';
import { testContext } from '../testing/index.js';
import { fromFunctions } from './index.js';

it('plain functions become a slice by a map', async () => {
  const Count = portType('Count', 1, z.strictObject({ n: z.number() }));
  const square = defineCapability('maths.square', {
    in: { count: Count },
    out: { result: Count },
    version: '1.0',
    scope: 'symbol',
    effects: 'none',
  });
  const slice = fromFunctions({
    id: 'maths',
    functions: { pow: Math.pow },
    provides: { square },
    map: {
      square:
        ({ pow }) =>
        ({ count }) => ({ result: { n: pow(count.n, 2) } }),
    },
  });
  const { handlers } = slice.create({ config: {}, log: testContext().log });
  expect(await handlers.square({ count: { n: 3 } }, testContext())).toEqual({ result: { n: 9 } });
});

it('parameters get their defaults, and what does not fit is named', () => {
  const strategy = defineStrategy({
    id: 'one',
    version: '1.0.0',
    params: z.strictObject({ n: z.number().int().min(2).default(20) }),
    warmup: (p) => p.n,
    prepare: (bars) => ({ close: bars.close }),
    onBar: () => undefined,
  });
  expect(resolveParams(strategy)).toEqual({ n: 20 });
  expect(() => resolveParams(strategy, { n: 1 })).toThrow(
    expect.objectContaining({
      code: 'BOT_STRATEGY_PARAMS',
      message: expect.stringContaining('one: n:'),
      hint: 'It takes, by default: n=20.',
    }),
  );
});
