import type { Candidate } from '@bot-v2/core/registry';
import { createStyle } from '../terminal/style.js';
import { renderFindings, nodeFinding } from './doctor.command.js';
import { renderCandidates } from './list-slices.command.js';
import { renderWorkflows } from './list-workflows.command.js';
import { renderRunList } from './runs.command.js';
import { renderStatus } from './status.command.js';
import { renderWiring } from './workflows.command.js';

const page = { width: 80, style: createStyle(false) };
const candidate = (over: Partial<Candidate>): Candidate => ({
  name: '@bot-v2/slice-analyze',
  version: '0.1.0',
  kind: 'slice',
  id: 'analyze',
  directory: '/somewhere',
  origin: 'first-party',
  status: 'loaded',
  reason: null,
  manifest: {
    manifest: 1,
    kind: 'slice',
    id: 'analyze',
    sdkApi: 1,
    provides: { 'analyze.analyze': { version: '1.0', aliases: [], scope: 'symbol', effects: 'none', in: {}, out: {} } },
    consumes: {},
    modes: ['backtest'],
    permissions: [],
  },
  ...over,
});

test('loaded slices are a table, refused packages each have why and what to do', () => {
  const refused = candidate({
    name: 'acme',
    status: 'refused',
    reason: {
      code: 'BOT_REGISTRY_NOT_TRUSTED',
      text: 'third-party package',
      hint: 'Add {name: acme, range: ^1.0.0} to trust.allow.',
    },
  });
  expect(renderCandidates([candidate({}), refused], page)).toEqual([
    'SLICE    VERSION  ORIGIN       PROVIDES',
    'analyze  0.1.0    first-party  analyze.analyze',
    '',
    '✗ acme 0.1.0 BOT_REGISTRY_NOT_TRUSTED',
    '  third-party package. Add {name: acme, range: ^1.0.0} to trust.allow.',
    '',
    '1 slice loaded, 1 package refused',
  ]);
});

test('workflows say their modes, and problems where there are any', () => {
  const info = { name: 'mine', description: 'Does it', modes: ['backtest' as const], origin: 'project' as const };
  const lines = renderWorkflows(
    [
      { ...info, file: 'mine.yaml', problems: 0 },
      { ...info, file: 'bad.yaml', problems: 2 },
    ],
    page,
  );
  expect(lines).toEqual([
    'mine  backtest · mine.yaml',
    '      Does it',
    'mine  backtest · bad.yaml · 2 problems: bot-v2 workflows check bad.yaml',
    '      Does it',
  ]);
});

test('a wiring shows where every input comes from, and diagnostics with their place', () => {
  const lines = renderWiring(
    {
      name: 'mine',
      description: '',
      file: 'f.yaml',
      modes: ['backtest'],
      steps: [
        {
          id: 'run',
          slice: 'backtest',
          method: 'run',
          capability: 'backtest.run',
          provider: 'backtest',
          scope: 'portfolio',
          effects: 'none',
          replaced: false,
          inputs: [{ input: 'choices', port: 'BySymbol<StrategyChoice@1>', from: 'select.choice', how: 'gather' }],
          outputs: [{ output: 'result', port: 'BacktestResult@1' }],
        },
      ],
      diagnostics: [{ code: 'BOT_WF_UNBOUND', message: 'm', hint: 'h', file: 'f.yaml', line: 3, column: 7 }],
    },
    page,
  ).join('\n');
  expect(lines).toMatch(/1\. run {2}backtest\.run {2}portfolio · by backtest/);
  expect(lines).toMatch(/choices +BySymbol<StrategyChoice@1> +← select\.choice +\(gather\)/);
  expect(lines).toContain('f.yaml:3:7 BOT_WF_UNBOUND');
});

test('status marks what is down', () => {
  const entry = { slice: 'data', package: '@bot-v2/slice-data', version: '0.1.0' };
  const lines = renderStatus(
    [
      { ...entry, health: { status: 'ok', message: 'ready' } },
      { ...entry, slice: 'monitor', health: null, error: { code: 'BOT_SLICE_START', message: 'threw' } },
    ],
    '/state',
    page,
  );
  expect(lines[0]).toMatch(/^✓ {2}data +ok +ready$/);
  expect(lines[1]).toMatch(/^✗ {2}monitor +BOT_SLICE_START +threw$/);
  expect(lines.at(-1)).toContain('/state');
});

test('tables fit the page: what does not goes on below, under its column', () => {
  const health = { status: 'ok' as const, message: 'a long message, word after word, '.repeat(6).trim() };
  const status = renderStatus([{ slice: 'paper_trade', package: 'p', version: '1.0.0', health }], '/state', page);
  expect(status.slice(0, -2).join(' ').replaceAll(/ +/g, ' ')).toBe(`✓ paper_trade ok ${health.message}`);
  expect(status[1]).toMatch(/^ {20}\S/);
  const run = { runId: 'r-abc12', createdAt: 0, mode: 'backtest', success: true, totalReturn: -1.5, sharpe: -10.25 };
  const many = {
    ...run,
    workflow: 'everything_that_can_be_done',
    symbols: ['BRK.B-USD', 'ETH/USDT-PERP', 'C', 'D', 'E'],
  };
  const runs = renderRunList([many, { ...many, workflow: 'short' }], '/state', page);
  expect(runs[1]).toMatch(/^✓ {2}r-abc12 {2}1970-01-01 {2}everything_that_can… {2}/);
  expect(runs.join(' ')).toMatch(/BRK\.B-USD\s+ETH\/USDT-PERP\s+C\s+\+2/);
  for (const line of [...status, ...runs]) expect([...line].length).toBeLessThanOrEqual(80);
});

test.each([
  ['20.19.0', true],
  ['20.18.9', false],
  ['18.20.0', false],
  ['24.1.0', true],
])('Node %s is new enough: %s', (version, fine) => {
  expect(nodeFinding(version).code === undefined).toBe(fine);
});

test('a finding has its mark, code and hint', () => {
  expect(renderFindings([nodeFinding('18.0.0')], page)).toEqual([
    '✗ Node  18.0.0 is too old (BOT_CONFIG_INVALID)',
    '  Install Node 20.19 or later.',
  ]);
});
