import { rowsUpTo } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import type { FrameInput } from '../frame-driver/frame-input.js';
import { StrategyRuntime } from '../loop/index.js';
import type { FrameDecision, Leg, LegChoice } from '../loop/index.js';

/** A short run out of a long one. */
export interface ProbeWindow {
  readonly input: FrameInput;
  readonly decisions: readonly FrameDecision[];
  /** Time of its last bar. */
  readonly end: number;
}

/** Rows of a window beside those that warm a strategy up: evaluated ones up to a bar, and others after it. */
export interface WindowSize {
  readonly before: number;
  readonly after: number;
}

/**
 * The part of a run around a time: of each leg the rows that warm its strategy up, `before` rows up to the time and `after`
 * rows, counted in the longest leg; with the choices that were in force then, and a fresh account. Null where the strategies
 * of the run cannot all decide there, or that of `leg` cannot.
 */
export function windowAround(
  input: FrameInput,
  decisions: readonly FrameDecision[],
  legs: readonly Leg[],
  { leg, time }: { readonly leg: number; readonly time: number },
  { before, after }: WindowSize,
): ProbeWindow | null {
  const { time: clock } = legs.reduce((a, b) => (b.bars.length > a.bars.length ? b : a)).bars;
  const at = rowsUpTo(clock, time) - 1;
  const first = clock[Math.max(0, at - before)]!;
  const end = clock[Math.min(clock.length - 1, at + after)]!;
  const symbol = legs[leg]!.symbol;
  const parts = legs.flatMap((each) => legPart(input, decisions, each, first, end) ?? []);
  const together = legs[0]!.strategy.scope === 'portfolio';
  if (together ? parts.length < legs.length : !parts.some((part) => part.symbol === symbol)) return null;
  return {
    input: { ...input, legs: parts, decisions: [], onProgress: undefined },
    decisions: decisions.filter((decision) => decision.at >= first && decision.at < end).map(among(parts)),
    end,
  };
}

/** The choices of a decision for the legs there are. */
function among(legs: readonly Leg[]): (decision: FrameDecision) => FrameDecision {
  const symbols = new Set(legs.map(({ symbol }) => symbol));
  return ({ at, perSymbol }) => ({
    at,
    perSymbol: Object.fromEntries(Object.entries(perSymbol).filter(([symbol]) => symbols.has(symbol))),
  });
}

/** Rows of a leg that are evaluated from `first` to `end`, after those that warm it up; null when there are too few. */
function legPart(
  { policies }: FrameInput,
  decisions: readonly FrameDecision[],
  leg: Leg,
  first: number,
  end: number,
): Leg | null {
  const { symbol, bars, from } = leg;
  const choice = choiceAt(decisions, leg, first);
  const firstDecision = policies?.loop.firstDecision;
  const runtime = new StrategyRuntime({ symbol, ...choice, firstDecision });
  const warm = runtime.firstRow + 1;
  const evaluated = Math.max(from, rowsUpTo(bars.time, first) - 1);
  const start = Math.max(0, evaluated - warm);
  const stop = rowsUpTo(bars.time, end);
  const begin = start === 0 && from === 0 ? 0 : Math.max(warm, evaluated - start);
  if (stop - start <= Math.max(warm, begin)) return null;
  return { symbol, ...choice, ...rowsOfLeg(leg, start, stop), from: begin };
}

/** The choice for a leg that is in force just before a time. */
function choiceAt(decisions: readonly FrameDecision[], leg: Leg, time: number): LegChoice {
  let choice: LegChoice = leg;
  for (const { at, perSymbol } of decisions) if (at < time) choice = perSymbol[leg.symbol] ?? choice;
  const { strategy, twin, params, size, allocation, knownThrough } = choice;
  return {
    strategy,
    twin,
    params,
    size: size ?? null,
    allocation: allocation ?? null,
    knownThrough: knownThrough ?? null,
  };
}

/**
 * Bars and inputs of a leg from row `start` to row `end − 1`. The bars look into those of the leg: what strategies are handed
 * is copied from them; inputs, which they are given as they are, are copies.
 */
export function rowsOfLeg({ bars, inputs }: Leg, start: number, end: number): Pick<Leg, 'bars' | 'inputs'> {
  const part = (column: Float64Array) => column.subarray(start, end);
  const { provenance } = bars;
  const frame: Bars = {
    ...bars,
    length: end - start,
    time: part(bars.time),
    open: part(bars.open),
    high: part(bars.high),
    low: part(bars.low),
    close: part(bars.close),
    volume: part(bars.volume),
    provenance: { ...provenance, contentHash: `${provenance.contentHash} rows ${start} to ${end - 1}` },
  };
  if (inputs === undefined) return { bars: frame };
  const parts = Object.entries(inputs).map(([name, column]) => [name, column.slice(start, end)] as const);
  return { bars: frame, inputs: Object.fromEntries(parts) };
}

/** Most rows of a leg of a window. */
export function rowsIn({ input }: ProbeWindow): number {
  return Math.max(...input.legs.map(({ bars }) => bars.length));
}
