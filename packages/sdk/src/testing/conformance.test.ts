import { z } from 'zod';
import { defineCapability } from '../capabilities/index.js';
import { manifestOf } from '../manifest/index.js';
import { portType } from '../ports/index.js';
import { defineSlice } from '../slice/define-slice.js';
import type { AnySlice } from '../slice/define-slice.js';
import { sliceConformance, testContext } from './index.js';

const Count = portType('Count', 1, z.strictObject({ n: z.number() }));
const double = defineCapability('maths.double', {
  in: { count: Count },
  out: { result: Count },
  version: '1.0',
  scope: 'symbol',
  effects: 'none',
});

type Handler = (input: { count: { n: number } }) => { result: { n: number } };
const sliceWith = (handler: Handler, extra: object = {}): AnySlice =>
  defineSlice({
    id: 'maths',
    provides: { double },
    config: z.strictObject({ factor: z.number().default(2) }),
    create: () => ({ handlers: { double: handler }, ...extra }),
  });

/** The names of the checks that a slice fails. */
async function failures(slice: AnySlice, packageJson: unknown = { botV2: manifestOf(slice) }): Promise<string[]> {
  const checks = sliceConformance(slice, {
    packageJson,
    examples: { double: () => ({ input: { count: { n: 2 } }, context: testContext() }) },
  });
  const failed: string[] = [];
  for (const check of checks) await check.run().catch(() => failed.push(check.name));
  return failed;
}

it('a good slice passes', async () => {
  expect(await failures(sliceWith(({ count }) => ({ result: { n: count.n * 2 } })))).toEqual([]);
});

let calls = 0;
it.each<[string, AnySlice, string]>([
  ['wrong output', sliceWith(() => ({ result: { n: 'four' as never } })), 'output is plain data'],
  ['missing output', sliceWith(() => ({}) as never), 'output is plain data'],
  ['undeclared output', sliceWith(() => ({ result: { n: 1 }, more: 1 }) as never), 'output is plain data'],
  ['NaN', sliceWith(() => ({ result: { n: Number.NaN } })), 'output is plain data'],
  ['changed input', sliceWith(({ count }) => ({ result: { n: (count.n += 1) } })), 'leaves its input'],
  ['memory between calls', sliceWith(() => ({ result: { n: calls++ } })), 'the same input'],
  [
    'undeclared handler',
    defineSlice({
      id: 'm',
      provides: { double },
      create: () => ({
        handlers: { double: (i: { count: { n: number } }) => ({ result: i.count }), triple: () => 1 } as never,
      }),
    }),
    'exactly the declared handlers',
  ],
  [
    'careless configuration',
    defineSlice({
      id: 'm',
      provides: { double },
      config: z.looseObject({}),
      create: () => ({ handlers: { double: (i) => ({ result: i.count }) } }),
    }),
    'unknown configuration key',
  ],
  [
    'failing stop',
    sliceWith((i) => ({ result: i.count }), { stop: () => Promise.reject(new Error('stuck')) }),
    'stops',
  ],
])('%s is found', async (_name, slice, check) => {
  expect((await failures(slice)).join('\n')).toContain(check);
});

it('a manifest that drifted is found', async () => {
  const slice = sliceWith((i) => ({ result: i.count }));
  expect(await failures(slice, { botV2: { ...manifestOf(slice), modes: ['live'] } })).toEqual([
    'package.json carries the manifest of the code',
  ]);
});
