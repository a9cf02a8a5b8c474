import { readFileSync } from 'node:fs';
import { qualityChecks, repairs, rowChecks } from './index.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test.each([
  ['checks of bars', [...qualityChecks, ...rowChecks].map(({ name, title, remedy }) => [name, title, remedy])],
  ['repairs', repairs.map(({ name, title }) => [name, title])],
])('the README lists all %s as the code has them', (_, entries) => {
  for (const [name, ...cells] of entries) {
    const row = readme
      .split('\n')
      .find((line) => line.startsWith(`| \`${name}\` |`) && cells.every((cell) => line.includes(`| ${cell} |`)));
    expect([name, row]).toEqual([name, expect.any(String)]);
  }
});

test('and no others', () => {
  const known = new Set([...qualityChecks, ...rowChecks, ...repairs].map(({ name }) => name as string));
  const listed = [...readme.slice(readme.indexOf('## Quality checks')).matchAll(/^\| `([a-z_]+)` \|/gm)].map(
    ([, name]) => name!,
  );
  expect(listed.filter((name) => !known.has(name))).toEqual([]);
});
