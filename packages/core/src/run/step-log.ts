import { errorData } from '@bot-v2/sdk';
import type { BotError, StepResult } from '@bot-v2/sdk';
import type { BoundStep } from '../workflow/index.js';
import type { RunBus } from './run-bus.js';

/** What became of one step for one symbol (null for a portfolio step). */
export interface StepRecord {
  readonly step: BoundStep;
  readonly symbol: string | null;
  readonly status: StepResult['status'];
  readonly durationMs: number;
  readonly attempts: number;
  readonly error?: BotError;
  /** Why it was skipped. */
  readonly reason?: string;
}

/** The slice that runs a step: the provider where it is known, else the namespace the workflow names. */
export function sliceName(step: BoundStep): string {
  return step.resolved?.provider ?? step.step.slice;
}

/** A record in the form of a run's result. */
export function stepResult({ step, status, durationMs, attempts, error }: StepRecord): StepResult {
  const { id, method } = step.step;
  const base = { id, slice: sliceName(step), method, status, durationMs, attempts };
  return error === undefined ? base : { ...base, error: errorData(error) };
}

/** Keeps the records of a run and announces them. */
export class StepLog {
  readonly records: StepRecord[] = [];

  constructor(private readonly bus: RunBus) {}

  private labels(step: BoundStep, symbol: string | null) {
    return { slice: sliceName(step), step: step.step.id, ...(symbol === null ? {} : { symbol }) };
  }

  private facts(step: BoundStep) {
    const { resolved } = step;
    const { scope = 'symbol', effects = 'none' } = resolved?.definition ?? {};
    return { method: step.step.method, capability: resolved?.capability ?? null, scope, effects };
  }

  started(step: BoundStep, symbol: string | null): void {
    const message = `${step.step.id}${symbol === null ? '' : ` ${symbol}`} started`;
    this.bus.emit({
      type: 'step.started',
      severity: 'debug',
      message,
      ...this.labels(step, symbol),
      data: this.facts(step),
    });
  }

  finished(record: StepRecord): void {
    this.records.push(record);
    const { step, symbol, status, durationMs, attempts, error, reason } = record;
    const message = `${step.step.id}${symbol === null ? '' : ` ${symbol}`}: ${status}${error ? `, ${error.message}` : ''}`;
    const data = {
      ...this.facts(step),
      status,
      durationMs,
      attempts,
      ...(error ? { error: errorData(error) } : {}),
      ...(reason === undefined ? {} : { reason }),
    };
    const severity = status === 'failed' ? 'error' : status === 'degraded' ? 'warning' : 'info';
    this.bus.emit({ type: 'step.finished', severity, message, ...this.labels(step, symbol), data });
  }

  skipped(step: BoundStep, symbol: string | null, reason: string): void {
    this.finished({ step, symbol, status: 'skipped', durationMs: 0, attempts: 0, reason });
  }
}
