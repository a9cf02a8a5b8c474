/** W6: how long the command takes to start, against `node -e 0` in the same round; and how long discovery takes. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const name = 'W6';

const root = join(import.meta.dirname, '../..');
const cli = join(root, 'apps/cli/dist/bin.js');
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

function timed(args, cwd) {
  const began = process.hrtime.bigint();
  execFileSync(process.execPath, args, {
    cwd,
    stdio: 'ignore',
    env: { ...process.env, BOT_V2_STATE_DIR: join(cwd, 'state') },
  });
  return Number(process.hrtime.bigint() - began) / 1e6;
}

/** A project whose node_modules holds `count` slice packages, as a third party would publish them. */
function projectWith(count, folder) {
  const dependencies = {};
  for (let i = 0; i < count; i++) {
    const id = `acme_${i}`;
    const directory = join(folder, 'node_modules', id);
    mkdirSync(directory, { recursive: true });
    dependencies[id] = '1.0.0';
    writeFileSync(
      join(directory, 'package.json'),
      JSON.stringify({
        name: id,
        version: '1.0.0',
        type: 'module',
        keywords: ['bot-v2-slice'],
        exports: './index.js',
        botV2: {
          manifest: 1,
          kind: 'slice',
          id,
          sdkApi: 1,
          provides: {
            [`${id}.detect`]: {
              version: '1.0',
              aliases: [],
              scope: 'symbol',
              effects: 'none',
              in: { history: 'History@1' },
              out: { regime: 'Regime@1' },
            },
          },
          consumes: {},
          modes: ['backtest'],
          permissions: [],
        },
      }),
    );
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'project', dependencies }));
}

const discovery = `
  const { discover, applicationRoots } = await import(process.argv[1]);
  const began = performance.now();
  const found = discover({ roots: applicationRoots(undefined, process.argv[2]) });
  const ms = performance.now() - began;
  if (found.length !== Number(process.argv[3])) throw new Error('found ' + found.length);
  process.stdout.write(String(ms));`;

/** Reading and parsing the same files and nothing else, in a process as fresh: what discovery cannot go below. */
const floor = `
  const { readFileSync } = await import('node:fs');
  const began = performance.now();
  for (let i = 0; i < Number(process.argv[2]); i++)
    JSON.parse(readFileSync(process.argv[1] + '/node_modules/acme_' + i + '/package.json', 'utf8'));
  process.stdout.write(String(performance.now() - began));`;

function floorMs(folder, count) {
  const args = ['--input-type=module', '-e', floor, folder, String(count)];
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

function discoveryMs(folder, count) {
  const registry = join(root, 'packages/core/dist/registry/index.js');
  return Number(
    execFileSync(process.execPath, ['--input-type=module', '-e', discovery, registry, folder, String(count)], {
      encoding: 'utf8',
    }),
  );
}

export async function measure({ rounds, progress }) {
  const folder = mkdtempSync(join(tmpdir(), 'bot-v2-bench-'));
  try {
    const commands = [
      { workload: '--help / node -e 0', args: [cli, '--help'], must: 1.5, aim: 1.05 },
      { workload: 'slices / node -e 0', args: [cli, 'slices'], must: 2.2, aim: 1.7 },
      { workload: 'workflows list / node -e 0', args: [cli, 'workflows', 'list'], must: 2.2, aim: 1.7 },
      {
        workload: '--mode backtest --symbols AAPL / node -e 0',
        args: [cli, '--mode', 'backtest', '--symbols', 'AAPL'],
        must: 10,
        aim: 6,
      },
    ].map((command) => ({ ...command, times: [] }));
    const bare = [];
    timed(['-e', '0'], folder);
    for (let round = 0; round < rounds; round++) {
      progress(`round ${round + 1} of ${rounds}`);
      bare.push(timed(['-e', '0'], folder));
      for (const command of commands) command.times.push(timed(command.args, folder));
    }
    const rows = commands.map(({ workload, times, must, aim }) => ({
      workload,
      unit: 'ratio',
      value: median(times) / median(bare),
      must,
      aim,
      reference: `${median(bare).toFixed(1)} ms`,
    }));
    for (const [count, must, aim] of [
      [100, 5, 5],
      [1000, 20, 14],
    ]) {
      const project = join(folder, `project-${count}`);
      mkdirSync(project);
      projectWith(count, project);
      const times = [];
      const floors = [];
      for (let round = 0; round < rounds; round++) {
        floors.push(floorMs(project, count));
        times.push(discoveryMs(project, count));
      }
      rows.push({
        workload: `discovery of ${count} packages, fresh process`,
        unit: 'ms',
        value: median(times),
        must,
        aim,
        floor: median(floors),
      });
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
