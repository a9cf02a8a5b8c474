/**
 * Writes the declarations (`dist/**.d.ts`) of all packages from one program: a program for each of them would read the same
 * sources again and again. Run after the build proper. Returns at once when neither sources nor declarations have changed
 * since it wrote them. Exits 1 where a declaration would name another package's sources.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { declarationDigest, packagesOf } from './declaration-digest.mjs';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'node_modules/.bot-v2-declared');
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === declarationDigest(root)) process.exit(0);

const { default: ts } = await import('typescript');
const packages = packagesOf(root);

/** Sources that the package's `exports` promise. */
function entriesOf(directory) {
  const { exports } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  return Object.values(exports ?? {}).flatMap((target) => {
    const source = target['@bot-v2/source'];
    return source === undefined ? [] : [join(directory, source)];
  });
}

function stop(problems) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exit(1);
}

const config = ts.readConfigFile(join(root, 'configs/tsconfig.base.json'), (file) => ts.sys.readFile(file));
const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
const program = ts.createProgram(packages.flatMap(entriesOf), {
  ...options,
  noEmit: false,
  declaration: true,
  emitDeclarationOnly: true,
});

const written = new Set();
const problems = [];
const { diagnostics } = program.emit(undefined, (name, text) => {
  const owner = packages.find((directory) => name.startsWith(join(directory, 'src/')));
  if (owner === undefined) return;
  const file = name.replace(join(owner, 'src/'), join(owner, 'dist/'));
  if (/(?:from |import\()["'][^"']*\/src\//.test(text)) problems.push(`${file} names sources of another package`);
  written.add(file);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
});
for (const { file, start, messageText } of diagnostics) {
  const where = file === undefined ? '' : `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1}: `;
  problems.push(where + ts.flattenDiagnosticMessageText(messageText, '\n'));
}
if (problems.length > 0) stop(problems);

for (const directory of packages) {
  const dist = join(directory, 'dist');
  if (!existsSync(dist)) stop([`${dist} is not there: run the build first`]);
  for (const name of readdirSync(dist, { recursive: true })) {
    const file = join(dist, name);
    if (name.endsWith('.d.ts') && !written.has(file)) rmSync(file);
  }
}
writeFileSync(stamp, declarationDigest(root));
