import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transformSync } from '@swc/core';
import ts from 'typescript';

/** Every TypeScript block of every README is compiled and run, against the built packages, as a reader would. */
const root = join(import.meta.dirname, '../..');
const pages = ['README.md', ...listed('packages', 'README.md'), ...listed('docs', '.md')];

function listed(folder: string, ending: string): string[] {
  const files = ts.sys.readDirectory(join(root, folder), ['.md'], ['**/node_modules', '**/dist', '**/decisions']);
  return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(root.length + 1));
}

interface Example {
  readonly name: string;
  readonly code: string;
}

const examples: Example[] = pages
  .filter((page) => existsSync(join(root, page)))
  .flatMap((page) => {
    const blocks = [...readFileSync(join(root, page), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```/gm)];
    return blocks.map((block, i) => ({ name: `${page}#${i + 1}`, code: block[1]! }));
  });

const built = existsSync(join(root, 'apps/cli/dist/bin.js'));
(built ? describe : describe.skip)(
  `examples in the documentation${built ? '' : ' (skipped: run the build first)'}`,
  () => {
    // Inside `tests`, so that imports resolve as they would in a project that installed the packages.
    const folder = join(root, 'tests/docs/.generated');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const files = examples.map(({ code }, i) => {
      const file = join(folder, `example-${i}.ts`);
      writeFileSync(file, `${code}\nexport {};\n`);
      return file;
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('compile in a strict project', () => {
      const program = ts.createProgram(files, {
        strict: true,
        noEmit: true,
        // Declarations are held to a strict compilation where they are packed, by `tests/packaging`.
        skipLibCheck: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        lib: ['lib.es2023.d.ts'],
        types: ['node'],
      });
      const problems = ts.getPreEmitDiagnostics(program).map((d) => {
        const where =
          d.file && d.start !== undefined
            ? `${d.file.fileName}:${d.file.getLineAndCharacterOfPosition(d.start).line + 1}`
            : '';
        const example = examples[files.indexOf(d.file?.fileName ?? '')]?.name ?? where;
        return `${example} ${where} ${ts.flattenDiagnosticMessageText(d.messageText, ' ')}`;
      });
      expect(problems).toEqual([]);
    }, 120_000);

    it.each(examples.map(({ name }, i) => [name, files[i]!] as const))(
      '%s runs',
      async (_name, file) => {
        const { code } = transformSync(readFileSync(file, 'utf8'), {
          jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
          module: { type: 'es6' },
        });
        const script = file.replace(/\.ts$/, '.mjs');
        writeFileSync(script, code);
        const cwd = mkdtempSync(join(folder, 'cwd-'));
        await promisify(execFile)(process.execPath, [script], { cwd, env: { ...process.env, BOT_V2_STATE_DIR: cwd } });
      },
      60_000,
    );

    it('every package has one', () => {
      const packages = pages.filter((page) => page.startsWith('packages/'));
      expect(packages.length).toBe(17);
      for (const page of packages) expect(examples.some(({ name }) => name.startsWith(page))).toBe(true);
    });
  },
);
