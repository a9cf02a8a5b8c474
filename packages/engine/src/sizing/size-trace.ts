import type { SizeReason } from '@bot-v2/sdk';

/** Collects the steps from signal to size. Each step's factor is what it multiplied the size before it by. */
export class SizeTrace {
  readonly reasons: SizeReason[] = [{ step: 'signal', factor: 1, after: 1, text: 'a full signal' }];
  noTrade: string | null = null;

  /** A step that multiplies by `factor`. */
  scale(step: string, factor: number, after: number, text: string): void {
    this.reasons.push({ step, factor, after, text });
  }

  /** A limit that cut `before` to `after`, or was idle when they are equal. */
  limit(step: string, before: number, after: number, text: string): void {
    this.reasons.push({ step, factor: after === before ? 1 : after / before, after, text });
  }

  /** The step at which the size became 0. */
  stop(step: string, text: string): void {
    this.reasons.push({ step, factor: 0, after: 0, text });
    this.noTrade = text;
  }
}

/** A fraction as percent, with one decimal below 10 %. */
export function percent(fraction: number): string {
  const value = fraction * 100;
  return `${value.toFixed(Math.abs(value) < 9.95 && !Number.isInteger(value) ? 1 : 0)} %`;
}
