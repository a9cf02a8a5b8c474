import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Report } from './diagnostic.js';
import { readPlain } from './read-plain.js';
import { readYaml } from './read-yaml.js';
import { shippedDirectory, workflowFiles } from './workflow-files.adapter.js';

const parsed = async (text: string) => {
  const report = new Report('w.yaml');
  return { value: await readYaml(text, report), problems: report.diagnostics.length };
};

describe('the plain form', () => {
  it.each(workflowFiles(shippedDirectory()))('covers %s, as the YAML parser reads it', async (file) => {
    const text = readFileSync(file, 'utf8');
    const plain = readPlain(text);
    expect(plain).toBeDefined();
    expect(plain).toEqual((await parsed(text)).value);
  });

  it('is never read otherwise than by the YAML parser', async () => {
    const piece = fc.constantFrom(
      'w:',
      'v:',
      '  description: Some words, and more',
      '  description: yes # no',
      '  description: a: b',
      '  description: true',
      '  steps:',
      '  defaults: {decideAt: 0}',
      '  defaults: {seed: 007}',
      '  defaults: {a: 1, a: 2}',
      '  defaults: {decideAt: 1, backtest: {detail: false, stress: true}, seed: 2}',
      '  defaults: {a: {b: False}}',
      '  defaults: {a: {b: 1,c: 2} , d: 3}',
      '  defaults: {a: {b: {c: 1}}}',
      '  defaults: {a: {b: 1, b: 2}}',
      '  defaults: {a: {}}',
      '  defaults: {a: {b: 1}c: 2}',
      '    - a: {slice: data, method: get_data}',
      '    - b:   {slice: data,method: get_data }',
      '    - c: {slice: true, method: null}',
      '    - d: {slice: data, with: {x: 1}}',
      '    - e: {}',
      '    - f: {slice: a.b, method: 12}',
      '   - a: {slice: data, method: x}',
      '    - a: {slice: data, method: [x]}',
      '',
      ' ',
      '# comment',
      '    - g: {slice: data, slice: x}',
      '  description: ends with space ',
      '  description: x',
      "    - h: {slice: it's, method: x}",
      '    - i: {slice: data, method: x},',
      '    - j: {slice: .nan, method: _a}',
      '\tx: y',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 1, maxLength: 7 }),
        fc.constantFrom('\n', '\r\n'),
        async (lines, end) => {
          const text = `${['w:', ...lines].join(end)}${end}`;
          const plain = readPlain(text);
          if (plain === undefined) return;
          const { value, problems } = await parsed(text);
          expect(problems).toBe(0);
          expect(plain).toEqual(value);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
