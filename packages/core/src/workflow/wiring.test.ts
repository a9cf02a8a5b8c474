import { modes } from '@bot-v2/sdk';
import type { Mode } from '@bot-v2/sdk';
import { candidateFor, elevenCandidates } from '../../test/manifests.js';
import { refuse } from '../registry/candidate.js';
import { Report } from './diagnostic.js';
import { allModes, parseWorkflows } from './parse-workflow.js';
import { listWorkflows, loadWorkflow, wiring } from './index.js';
import type { Wiring, WorkflowContext } from './index.js';

async function wire(text: string, context: Partial<WorkflowContext> = {}): Promise<Wiring> {
  const report = new Report('w.yaml');
  const [workflow] = await parseWorkflows(text, report);
  expect(report.diagnostics).toEqual([]);
  return wiring(workflow!, { candidates: elevenCandidates, ...context });
}

const inputOf = (wired: Wiring, step: string, input: string) =>
  wired.steps.find((s) => s.id === step)?.inputs.find((i) => i.input === input);
const shipped = (name: string, context: Partial<WorkflowContext> = {}) =>
  loadWorkflow(name, { cwd: '/' }).then((workflow) => wiring(workflow, { candidates: elevenCandidates, ...context }));

const mission = `simple_backtest:
  steps:
    - fetch_data:      {slice: data, method: get_historical}
    - analyze:         {slice: analyze, method: find_patterns}
    - detect_regime:   {slice: market_regime, method: detect}
    - select_strategy: {slice: ml_strategy, method: predict_best}
    - size_position:   {slice: position_sizing, method: calculate}
    - run_backtest:    {slice: backtest, method: execute}
`;

describe('the six lines of the mission', () => {
  it('are valid as written, and bind as the architecture says', async () => {
    const wired = await wire(mission);
    expect(wired.diagnostics).toEqual([]);
    expect(wired.modes).toEqual(['backtest', 'optimize']);
    const edges = wired.steps.flatMap((s) => s.inputs.map((i) => `${s.id}.${i.input} ${i.how} ${i.from}`.trim()));
    expect(edges).toEqual([
      'fetch_data.request run run.BarsRequest@1',
      'analyze.history direct fetch_data.history',
      'detect_regime.history direct fetch_data.history',
      'select_strategy.history direct fetch_data.history',
      'select_strategy.analysis direct analyze.analysis',
      'select_strategy.regime direct detect_regime.regime',
      'size_position.history direct fetch_data.history',
      'size_position.account run run.Account@1',
      'size_position.choice direct select_strategy.choice',
      'size_position.analysis direct analyze.analysis',
      'size_position.regime direct detect_regime.regime',
      'size_position.allocation absent',
      'run_backtest.evaluations gather fetch_data.evaluation',
      'run_backtest.choices gather select_strategy.choice',
      'run_backtest.sizes gather size_position.size',
      'run_backtest.allocation absent',
      'run_backtest.account run run.Account@1',
    ]);
  });

  it('are what is shipped, and may as well be JSON', async () => {
    const plain = (w: Wiring) => w.steps;
    expect(plain(await shipped('simple_backtest'))).toEqual(plain(await wire(mission)));
    const json = JSON.stringify({ w: { steps: [{ a: { slice: 'data', method: 'get_data' } }] } });
    expect((await wire(json)).diagnostics).toEqual([]);
  });
});

describe('shipped workflows', () => {
  it.each([
    ['simple_backtest', ['backtest', 'optimize'], false],
    ['trading_cycle', ['backtest', 'paper', 'live', 'optimize'], false],
    ['strategy_backtest', ['backtest', 'optimize'], true],
    ['paper_trading', ['paper'], false],
    ['live_trading', ['live'], false],
    ['optimization', ['optimize'], false],
    ['correlation', ['backtest', 'paper', 'live', 'optimize'], false],
    ['compare_strategies', ['backtest', 'paper', 'live', 'optimize'], false],
  ] as [string, Mode[], boolean][])('%s fits, in modes %s', async (name, expected, strategyNamed) => {
    const wired = await shipped(name, { strategyNamed });
    expect(wired.diagnostics).toEqual([]);
    expect(wired.modes).toEqual(expected);
  });

  it('are listed without problems', async () => {
    const list = await listWorkflows({ cwd: '/' }, { candidates: elevenCandidates });
    expect(list).toHaveLength(8);
    for (const info of list)
      expect(info).toMatchObject({ origin: 'shipped', problems: 0, description: expect.stringMatching(/\w/) });
  });

  it('restate the modes of the sdk', () => {
    expect(allModes).toEqual([...modes]);
  });

  it('are found by their nearest name', async () => {
    await expect(shipped('simple_backtst')).rejects.toMatchObject({
      code: 'BOT_WF_UNKNOWN',
      hint: expect.stringContaining('"simple_backtest"'),
    });
    await expect(shipped('nowhere/x.yaml')).rejects.toMatchObject({ code: 'BOT_WF_UNKNOWN' });
  });
});

describe('binding', () => {
  it('lets the run pick who executes', async () => {
    for (const [mode, slice] of [
      ['backtest', 'backtest'],
      ['paper', 'paper_trade'],
      ['live', 'live_trade'],
    ] as const) {
      const wired = await shipped('trading_cycle', { mode });
      expect(wired.steps.find((s) => s.id === 'execute')?.provider).toBe(slice);
    }
    expect((await shipped('trading_cycle')).steps.find((s) => s.id === 'execute')?.provider).toBeNull();
  });

  it('picks the allocation of a symbol on the way back from the portfolio', async () => {
    const wired = await shipped('trading_cycle');
    expect(inputOf(wired, 'size_position', 'allocation')).toMatchObject({ how: 'pick', from: 'allocate.allocation' });
    expect(inputOf(wired, 'execute', 'allocation')).toMatchObject({ how: 'direct' });
    expect(inputOf(wired, 'allocate', 'histories')).toMatchObject({ how: 'gather', from: 'fetch_data.history' });
  });

  it('lets a tuned choice supersede the one it was made from', async () => {
    const wired = await shipped('optimization');
    expect(inputOf(wired, 'optimize', 'choice')?.from).toBe('choose.choice');
    expect(inputOf(wired, 'size_position', 'choice')?.from).toBe('optimize.choice');
    expect(inputOf(wired, 'run_backtest', 'choices')?.from).toBe('optimize.choice');
  });

  it('keeps a superseded value reachable by name', async () => {
    const text = mission
      .replace('run_backtest:', 'tune: {slice: optimize, method: run}\n    - run_backtest:')
      .replace('method: execute}', 'method: run, with: {choices: $select_strategy.choice}}');
    expect(inputOf(await wire(text), 'run_backtest', 'choices')).toMatchObject({
      from: 'select_strategy.choice',
      how: 'gather',
    });
  });

  it('puts a named strategy in the place of a step that would choose one, and in front of the search', async () => {
    const wired = await shipped('optimization', { strategyNamed: true });
    expect(wired.steps.filter((s) => s.replaced).map((s) => s.id)).toEqual(['choose']);
    expect(inputOf(wired, 'optimize', 'choice')?.from).toBe('choose.choice');
    expect(
      inputOf(await shipped('strategy_backtest', { strategyNamed: true }), 'run_backtest', 'choices'),
    ).toMatchObject({ from: 'run.StrategyChoice@1', how: 'gather' });
  });

  it('needs a strategy where nothing chooses one', async () => {
    expect((await shipped('strategy_backtest')).diagnostics[0]).toMatchObject({ code: 'BOT_WF_UNBOUND' });
  });

  it('derives history from bars that were made of bars', async () => {
    const adjust = candidateFor('adjust', 'adjust.bars', { in: { bars: 'Bars@1' }, out: { bars: 'Bars@1' } });
    const text = mission.replace('    - analyze:', '    - adjust: {slice: adjust, method: bars}\n    - analyze:');
    const wired = await wire(text, { candidates: [...elevenCandidates, adjust] });
    expect(wired.diagnostics).toEqual([]);
    expect(inputOf(wired, 'analyze', 'history')?.from).toBe('adjust.history');
    expect(inputOf(wired, 'run_backtest', 'evaluations')?.from).toBe('adjust.evaluation');
  });

  it('gives no decision the bars beyond it', async () => {
    const peek = candidateFor('peek', 'peek.look', { in: { bars: 'Bars@1' }, out: { regime: 'Regime@1' } });
    const wired = await wire(
      'w:\n  steps:\n    - fetch: {slice: data, method: get_data}\n    - look: {slice: peek, method: look}\n',
      { candidates: [...elevenCandidates, peek] },
    );
    expect(wired.diagnostics[0]).toMatchObject({ code: 'BOT_WF_UNBOUND', hint: expect.stringContaining('History') });
  });

  it('refuses a value of each symbol where a portfolio step takes one', async () => {
    const one = candidateFor('one', 'one.take', { scope: 'portfolio', in: { regime: 'Regime@1' } });
    const text =
      'w:\n  steps:\n    - fetch: {slice: data, method: get_data}\n    - regime: {slice: market_regime, method: detect}\n    - take: {slice: one, method: take}\n';
    const wired = await wire(text, { candidates: [...elevenCandidates, one] });
    expect(wired.diagnostics[0]).toMatchObject({
      code: 'BOT_WF_UNBOUND',
      message: expect.stringContaining('of one symbol each'),
    });
  });

  it('refuses to guess which of two equal inputs is which', async () => {
    const pair = candidateFor('pair', 'pair.compare', { in: { a: 'History@1', b: 'History@1' } });
    const steps =
      'w:\n  steps:\n    - fetch: {slice: data, method: get_data}\n    - compare: {slice: pair, method: compare';
    const context = { candidates: [...elevenCandidates, pair] };
    expect((await wire(`${steps}}\n`, context)).diagnostics[0]).toMatchObject({ code: 'BOT_WF_AMBIGUOUS_PORT' });
    expect((await wire(`${steps}, with: {a: $fetch.history}}\n`, context)).diagnostics).toEqual([]);
  });

  it('refuses an input that only a step which may fail would produce', async () => {
    const text = mission.replace('method: predict_best}', 'method: predict_best, on_error: continue}');
    expect((await wire(text)).diagnostics[0]).toMatchObject({
      code: 'BOT_WF_UNBOUND',
      message: expect.stringContaining('may fail'),
    });
  });

  it('needs a choice between two providers, from the step or the configuration', async () => {
    const second = candidateFor('acme_regime', 'market_regime.detect', {
      in: { history: 'History@1' },
      out: { regime: 'Regime@1' },
    });
    const candidates = [...elevenCandidates, second];
    expect((await wire(mission, { candidates })).diagnostics[0]).toMatchObject({
      code: 'BOT_REGISTRY_AMBIGUOUS',
      message: expect.stringContaining('acme_regime'),
    });
    const chosen = await wire(mission, { candidates, providers: { 'market_regime.detect': 'acme_regime' } });
    expect(chosen.diagnostics).toEqual([]);
    expect(chosen.steps[2]?.provider).toBe('acme_regime');
    const named = await wire(mission.replace('method: detect}', 'method: detect, provider: market_regime}'), {
      candidates,
    });
    expect(named.steps[2]?.provider).toBe('market_regime');
  });

  it('says which step cannot run in the mode asked for', async () => {
    expect((await shipped('paper_trading', { mode: 'backtest' })).diagnostics[0]).toMatchObject({
      code: 'BOT_WF_MODE',
      message: expect.stringContaining('"paper_trade"'),
    });
  });

  it('names the refused package behind an unknown slice, and behind a provider that was chosen', async () => {
    const regime = elevenCandidates.find((c) => c.id === 'market_regime')!;
    const reason = { code: 'BOT_REGISTRY_NOT_TRUSTED' as const, text: 'not listed', hint: 'Add it.' };
    const others = elevenCandidates.filter((c) => c !== regime);
    const unknown = [
      expect.objectContaining({ code: 'BOT_WF_UNKNOWN_SLICE', hint: expect.stringContaining('not listed') }),
    ];
    const refused = refuse(regime, reason);
    expect((await wire(mission, { candidates: [...others, refused] })).diagnostics).toEqual(unknown);
    const rival = refuse({ ...regime, id: 'acme_regime', name: 'acme' }, reason);
    const chosen = { candidates: [...elevenCandidates, rival], providers: { 'market_regime.detect': 'acme_regime' } };
    expect((await wire(mission, chosen)).diagnostics).toEqual(unknown);
  });
});
