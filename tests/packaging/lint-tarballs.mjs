/**
 * Says what publint and attw (types resolve for ESM in Node and bundlers; the packages are ESM only) find wrong in tarballs.
 * One process for all of them: TypeScript's start is most of the time.
 * Usage: node tests/packaging/lint-tarballs.mjs TARBALL…
 */
import { readFileSync } from 'node:fs';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const ignored = ['node10', 'node16-cjs'];

for (const file of process.argv.slice(2)) {
  const bytes = new Uint8Array(readFileSync(file));
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  const problems = messages.map((message) => formatMessage(message, pkg));
  const analysis = await checkPackage(createPackageFromTarballData(bytes));
  if (analysis.types === false) problems.push('it has no types');
  else
    problems.push(
      ...analysis.problems
        .filter(({ resolutionKind }) => !ignored.includes(resolutionKind))
        .map(({ kind, entrypoint = '', resolutionKind = '' }) => `types: ${kind} ${entrypoint} ${resolutionKind}`),
    );
  for (const problem of problems) process.stdout.write(`${pkg.name}: ${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
}
