import type { BotError } from '@bot-v2/sdk';
import { keepBuiltIns } from '../built-ins.js';
import { checkedOutput } from '../slices/index.js';
import { yieldToEvents } from '../timers.adapter.js';
import type { BoundStep } from '../workflow/index.js';
import { conditionHolds } from './assemble-input.js';
import { callStep, sliceOf } from './call-step.js';
import { makesBars, replacedOutputs } from './decide.js';
import { splitBars } from './split-bars.js';
import { atStage, failureAction, settle, stage } from './run-state.js';
import type { RunState } from './run-state.js';
import type { StepRecord } from './step-log.js';

/** Errors after which a step's fallback does not help: the run is over. */
const neverReplaced = ['BOT_RUN_ABORTED', 'BOT_CAP_MUTATED'];

type Called = Awaited<ReturnType<typeof callStep>>;

/** A step that changed the language itself has failed, whatever it answered. */
async function watchedCall({ env, world, sources }: RunState, step: BoundStep, symbol: string | null): Promise<Called> {
  const who = step.resolved?.provider ?? step.step.slice;
  let attempts = 0;
  const work = async (): Promise<Called> => {
    const called = await callStep(env, step, world, symbol, sources);
    attempts = called.attempts;
    return called;
  };
  try {
    return await keepBuiltIns(`${who}, or a strategy it ran,`, 'the step ran', work);
  } catch (error) {
    return { error: error as BotError, attempts };
  }
}

/** Runs one step for one symbol; the record is not announced yet, so that the split can still be added to it. */
async function runOne(state: RunState, step: BoundStep, symbol: string | null): Promise<StepRecord> {
  const { env, world, log } = state;
  log.started(step, symbol);
  const start = env.clock.monotonic();
  await yieldToEvents();
  const called = await watchedCall(state, step, symbol);
  const durationMs = env.clock.monotonic() - start;
  const { attempts } = called;
  if ('outputs' in called) {
    world.put(step.step.id, symbol, called.outputs);
    return { step, symbol, status: 'ok', durationMs, attempts };
  }
  const error = atStage(called.error, step, symbol);
  const { onError } = step.step;
  if (
    onError.action !== 'fallback' ||
    failureAction(state, step) !== 'fallback' ||
    neverReplaced.includes(error.code)
  ) {
    return { step, symbol, status: 'failed', durationMs, attempts, error };
  }
  try {
    const token = sliceOf(env, step).capabilities.get(step.resolved!.capability)!.token;
    world.put(step.step.id, symbol, checkedOutput(token, 'the fallback of the workflow', onError.outputs));
    return { step, symbol, status: 'degraded', durationMs, attempts, error };
  } catch {
    return { step, symbol, status: 'failed', durationMs, attempts, error };
  }
}

/** Works through `items` at most `limit` at a time, keeping their order in the result. */
async function inParallel<T, R>(items: readonly T[], limit: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i]!);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}

/** Splits what a bar-making step produced; the time counts as part of the step, a failure fails the run. */
function split(state: RunState, step: BoundStep, records: readonly StepRecord[]): StepRecord[] {
  const { env, world } = state;
  const done = records.filter((record) => record.status === 'ok');
  if (!makesBars(step) || done.length === 0) return [...records];
  const start = env.clock.monotonic();
  let error: BotError | undefined;
  try {
    // Symbols whose bars failed are still in the world here, without outputs; they take no part in the common span.
    splitBars(env.workflow, step, world, env.config.decideAt);
  } catch (caught) {
    error = atStage(caught as BotError, step, null);
  }
  const share = (env.clock.monotonic() - start) / done.length;
  if (error) state.progress.fail(error);
  return records.map((record) => {
    if (record.status !== 'ok') return record;
    const durationMs = record.durationMs + share;
    return error ? { ...record, status: 'failed', durationMs, error } : { ...record, durationMs };
  });
}

async function runSymbolStep(state: RunState, step: BoundStep): Promise<void> {
  const { env, world, log, sources } = state;
  for (const symbol of state.symbols) {
    if (!world.symbols.includes(symbol)) log.skipped(step, symbol, 'an earlier step of this symbol failed');
  }
  const running = world.symbols.filter((symbol) => {
    if (conditionHolds(step, world, symbol, sources)) return true;
    log.skipped(step, symbol, `${step.step.if!.text} is not set`);
    return false;
  });
  const records = await inParallel(running, env.config.concurrency, async (symbol) => {
    const record = await runOne(state, step, symbol);
    if (!makesBars(step)) log.finished(record);
    return record;
  });
  const final = split(state, step, records);
  if (makesBars(step)) for (const record of final) log.finished(record);
  if (state.progress.failed) return;
  for (const record of final) settle(state, record);
}

function runReplaced({ world, log, symbols }: RunState, step: BoundStep): void {
  for (const symbol of symbols) {
    if (world.symbols.includes(symbol)) world.put(step.step.id, symbol, replacedOutputs(step, world, symbol));
    log.skipped(step, symbol, 'the user named the strategy');
  }
}

function skipAll({ log, symbols }: RunState, step: BoundStep, reason: string): void {
  if (step.resolved?.definition.scope === 'portfolio') log.skipped(step, null, reason);
  else for (const symbol of symbols) log.skipped(step, symbol, reason);
}

/** A step whose slice is not there or could not be loaded. */
function unavailable(state: RunState, step: BoundStep): BotError | undefined {
  try {
    sliceOf(state.env, step);
    return undefined;
  } catch (error) {
    return error as BotError;
  }
}

function failUnavailable(state: RunState, step: BoundStep, error: BotError): void {
  const symbols = step.resolved?.definition.scope === 'portfolio' ? [null] : state.symbols;
  const record = (symbol: string | null): StepRecord => ({
    step,
    symbol,
    status: 'failed',
    durationMs: 0,
    attempts: 0,
    error: atStage(error, step, symbol),
  });
  for (const symbol of symbols) state.log.finished(record(symbol));
}

/**
 * Runs all steps in order. Before the first one, every step that may not be left out must have its slice: else that step
 * is the failed stage and nothing runs.
 */
export async function runSteps(state: RunState): Promise<void> {
  const { env, progress, log } = state;
  const active = env.workflow.steps.filter((step) => !step.replaced);
  const missing = active.find((step) => failureAction(state, step) === 'fail' && unavailable(state, step));
  if (missing) progress.fail(atStage(unavailable(state, missing)!, missing, null));
  for (const step of env.workflow.steps) {
    const absent = step.replaced ? undefined : unavailable(state, step);
    if (step === missing) failUnavailable(state, step, absent!);
    else if (progress.failed) skipAll(state, step, 'the run had failed');
    else if (step.replaced) runReplaced(state, step);
    else if (absent && step.step.onError.action === 'continue') {
      failUnavailable(state, step, absent);
      progress.degrade(stage(step, null), absent);
    } else if (step.resolved?.definition.scope === 'portfolio') {
      if (conditionHolds(step, state.world, null, state.sources)) {
        const record = await runOne(state, step, null);
        log.finished(record);
        settle(state, record);
      } else log.skipped(step, null, `${step.step.if!.text} is not set`);
    } else await runSymbolStep(state, step);
  }
}
