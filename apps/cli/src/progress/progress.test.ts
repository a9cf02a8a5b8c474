import type { RunEvent } from '@bot-v2/sdk';
import { capturedTerminal } from '../terminal/captured-terminal.fixture.js';
import { createProgress } from './progress.js';

let seq = 0;
const event = (type: string, over: Partial<RunEvent> = {}): RunEvent => ({
  runId: 'r-1',
  seq: seq++,
  at: 0,
  type,
  severity: 'info',
  message: '',
  ...over,
});
const fetched = { step: 'fetch_data', symbol: 'AAPL', slice: 'data' };
const finished = (data: Record<string, unknown>, where: Partial<RunEvent> = fetched) =>
  event('step.finished', { ...where, data: { capability: 'data.get_data', durationMs: 3, attempts: 1, ...data } });

function shown(events: readonly RunEvent[], interactive = false): string {
  const terminal = capturedTerminal({ interactive });
  const progress = createProgress(terminal.err);
  for (const each of events) progress.handle(each);
  progress.clear();
  expect(terminal.written.out).toBe('');
  return terminal.written.err;
}

test('slices and steps, as they really went', () => {
  const text = shown([
    event('run.started'),
    event('slices.loaded', { data: { count: 11, ids: [], refused: [], imported: [], failed: [], durationMs: 42 } }),
    event('step.started', { ...fetched, data: { capability: 'data.get_data' } }),
    finished({ status: 'ok' }),
    finished({ status: 'ok', capability: 'analyze.analyze', attempts: 2, durationMs: 1234 }),
    finished({ status: 'skipped', capability: 'market_regime.detect', reason: 'if: $params.regime' }),
    finished(
      { status: 'failed', capability: 'backtest.run', error: { code: 'BOT_CAP_FAILED', message: 'it\nbroke' } },
      { step: 'run' },
    ),
    finished({ status: 'ok', capability: 'acme.guess' }, { step: 'guess', symbol: 'TXN' }),
    event('run.finished'),
  ]);
  expect(text).toBe(
    [
      'Loading slices… ✓ 11 (42 ms)',
      'Fetching data for AAPL… ✓ (3 ms)',
      'Analyzing AAPL… ✓, 2 attempts (1.2 s)',
      'Detecting the regime of AAPL… – if: $params.regime',
      'Backtesting… ✗ it broke (3 ms)',
      'Running guess for TXN… ✓ (3 ms)',
      '',
    ].join('\n'),
  );
});

test.each(['strategy.unused', 'decision.unwatched'])('a warning is a line of its own: %s', (type) => {
  const warning = event(type, { severity: 'warning', message: 'correlation takes no strategy: a is not used' });
  expect(shown([event('run.started'), warning])).toBe('! correlation takes no strategy: a is not used\n');
});

test('a slice that is refused or fails to load is named with its code', () => {
  const text = shown([
    event('slices.loaded', {
      data: {
        count: 10,
        durationMs: 5,
        failed: [{ slice: 'monitor', code: 'BOT_SLICE_IMPORT', message: 'threw' }],
        refused: [{ name: 'acme', code: 'BOT_REGISTRY_NOT_TRUSTED', text: 'is not trusted' }],
      },
    }),
  ]);
  expect(text).toBe(
    'Loading slices… ✗ 10 (5 ms)\n  ✗ monitor: threw (BOT_SLICE_IMPORT)\n  – acme: is not trusted (BOT_REGISTRY_NOT_TRUSTED)\n',
  );
});

test('off a terminal there are only whole lines; on one the waiting line is redrawn and removed', () => {
  const events = [
    event('step.started', { ...fetched, data: { capability: 'data.get_data' } }),
    event('step.progress', { ...fetched, data: { done: 3, total: 9 } }),
    event('step.progress', { ...fetched, data: { done: 4, total: 9, leftMs: 65_000 } }),
    finished({ status: 'ok' }),
  ];
  expect(shown(events)).not.toContain('\u001b');
  const live = shown(events, true);
  expect(live).toContain('Fetching data for AAPL 3/9…');
  expect(live).toContain('Fetching data for AAPL 4/9, 1 min 5 s left…');
  expect(live.endsWith('Fetching data for AAPL… ✓ (3 ms)\n\r\u001b[2K\r\u001b[2K')).toBe(true);
});

test('work of more than two seconds says what is left at its pace, where it does not say so itself', () => {
  const written: string[] = [];
  const stream = { write: (text: string) => void written.push(text), interactive: true, colour: false, columns: 80 };
  let clock = 0;
  const progress = createProgress(stream, () => clock);
  const step = (done: number) => event('step.progress', { ...fetched, data: { done, total: 100 } });
  progress.handle(event('step.started', { ...fetched, data: { capability: 'data.get_data' } }));
  clock = 1_900;
  progress.handle(step(10));
  clock = 10_000;
  progress.handle(step(20));
  progress.handle(step(100));
  expect(written.filter((text) => text.includes('left'))).toEqual([expect.stringContaining('20/100, 40.0 s left')]);
});
