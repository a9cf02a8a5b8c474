import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The repository's root. */
export const root = join(import.meta.dirname, '../..');

/** Everything happens here, outside the workspace. */
export const bench = realpathSync(mkdtempSync(join(tmpdir(), 'bot-v2-packaging-')));

/** What a command started here may know of its surroundings: nothing of the workspace, nor of a bot set up by hand. */
const environment = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^(npm_|pnpm_|init_cwd|node_options|bot_v2_)/i.test(key)),
  ),
  NO_COLOR: '1',
  CI: 'true',
};

let free = Math.max(2, availableParallelism());
const waiting = [];

/** Runs a command, as many at a time as there are processors, and gives `{ code, stdout, stderr }`. */
export async function run(command, args, cwd, env = {}) {
  if (free > 0) free -= 1;
  else await new Promise((resolve) => waiting.push(resolve));
  try {
    return await new Promise((resolve) => {
      const options = { cwd, env: { ...environment, ...env }, maxBuffer: 1 << 28, timeout: 300_000 };
      execFile(command, args, options, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : (error.code ?? error.signal), stdout, stderr }),
      );
    });
  } finally {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  }
}

/** Runs a command that must succeed; throws with everything it printed when it does not. */
export async function succeed(command, args, cwd, env) {
  const done = await run(command, args, cwd, env);
  if (done.code !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${done.code}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** Makes a folder of the bench, with files in it (objects as JSON), and returns its path. */
export function folder(name, files = {}) {
  const path = join(bench, name);
  mkdirSync(path, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  }
  return path;
}

/** A JSON file. */
export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

const pin = readJson(join(root, 'package.json')).packageManager;

/** How each package manager installs the project of a folder. */
const managers = {
  npm: ['npm', ['install', '--no-audit', '--no-fund', '--prefer-offline']],
  pnpm: ['npx', ['--yes', pin, 'install', '--prefer-offline', '--no-frozen-lockfile']],
};

/** Installs a project with npm or pnpm. */
export const install = (manager, cwd) => succeed(...managers[manager], cwd);

let failures = 0;

/** Runs a check and prints a line with its note; a check fails by throwing. */
export async function check(what, body) {
  try {
    const note = await body();
    process.stdout.write(`✓ ${what}${note === undefined ? '' : `: ${note}`}\n`);
  } catch (error) {
    failures += 1;
    process.stdout.write(`✗ ${what}\n  ${String(error.message).replaceAll('\n', '\n  ')}\n`);
  }
}

/** Throws unless `value` is true. */
export function expect(value, message) {
  if (value !== true) throw new Error(message);
}

/** Prints the sum and sets the exit code; the bench is left for a look when something failed. */
export function finish() {
  const seconds = Math.round(performance.now() / 1000);
  process.stdout.write(`${failures === 0 ? 'all passed' : `${failures} failed; see ${bench}`} in ${seconds} s\n`);
  if (failures === 0) rmSync(bench, { recursive: true, force: true });
  process.exitCode = failures === 0 ? 0 : 1;
}
