import type { InputOf, RunContext, SizingPolicy, calculateSize } from '@bot-v2/sdk';
import { edgeOf } from './edge.js';
import type { Edge } from './edge.js';
import { estimatedFraction } from './estimated-fraction.js';
import type { EstimatedMethod } from './estimated-fraction.js';
import { runOnHistory } from './history-run.js';
import type { SizingSettings } from './presets.js';

/** Input of `position_sizing.calculate`. */
export type SizeInput = InputOf<typeof calculateSize>;

/** The part of a policy that a method sets, and what is to be said about it. */
export interface RawSize {
  readonly policy: Pick<SizingPolicy, 'method' | 'fraction' | 'volatilityTarget' | 'riskToStop' | 'tailRisk' | 'edge'>;
  /** What scales it. */
  readonly scaledBy: { readonly confidence: boolean; readonly regime: boolean };
  /** Why another method than the configured one is used. */
  readonly instead?: string;
  /** How the raw size came about, when it was estimated. */
  readonly estimate?: string;
  /** What the history says of the strategy's edge, or why it says nothing; absent for the fixed methods. */
  readonly edge?: string;
  /** Whether trades or returns of the strategy on the history went into the policy. */
  readonly fitted: boolean;
}

/** Held by the methods that start from a fixed fraction, unless the configuration says otherwise. */
export const defaultFraction = 0.1;

const both = { confidence: true, regime: true } as const;

/**
 * The raw size of the configured method, or of the one it falls back to, with the reason. Every method but `fixed` and
 * `fixed_fractional` runs the chosen strategy on the history: without an edge nothing is held.
 */
export async function rawSize(settings: SizingSettings, input: SizeInput, ctx: RunContext): Promise<RawSize> {
  const { method } = settings;
  if (input.history.length === 0 && method !== 'fixed') {
    return { ...fixed(settings.maxFraction), instead: 'no history before the decision: fixed size' };
  }
  switch (method) {
    case 'fixed':
      return fixed(settings.fraction ?? settings.maxFraction);
    case 'fixed_fractional':
      return { policy: fixedFractional(settings), scaledBy: both, fitted: false };
    case 'kelly':
    case 'fractional_kelly':
    case 'optimal_f':
      return estimated(method, settings, input, ctx);
    case 'confidence_adjusted':
    case 'regime_adjusted':
    case 'atr':
    case 'volatility_target':
    case 'cvar':
    case 'intelligent':
      return measured(method, settings, input, ctx);
  }
}

function fixed(fraction: number): RawSize {
  return {
    policy: { method: 'fixed', fraction },
    scaledBy: { confidence: false, regime: false },
    fitted: false,
  };
}

function fixedFractional({ fraction = defaultFraction, riskToStop }: SizingSettings): RawSize['policy'] {
  return { method: 'fixed_fractional', fraction, riskToStop };
}

type MeasuredMethod = 'confidence_adjusted' | 'regime_adjusted' | 'atr' | 'volatility_target' | 'cvar' | 'intelligent';

/** What each method that measures the market at every entry starts from, and its limits. */
function measuredPolicy(method: MeasuredMethod, settings: SizingSettings): RawSize['policy'] {
  const { fraction = defaultFraction, volatilityTarget, riskToStop, tailRisk } = settings;
  switch (method) {
    case 'confidence_adjusted':
    case 'regime_adjusted':
      return { method, fraction, riskToStop };
    case 'atr':
      return { method, riskToStop };
    case 'volatility_target':
      return { method, volatilityTarget };
    case 'cvar':
      return { method, tailRisk };
    case 'intelligent':
      return { method, volatilityTarget, riskToStop };
  }
}

async function measured(
  method: MeasuredMethod,
  settings: SizingSettings,
  input: SizeInput,
  ctx: RunContext,
): Promise<RawSize> {
  const { edge } = await onHistory(settings, input, ctx);
  const policy = measuredPolicy(method, settings);
  const refused = edge.kind === 'none' && settings.requireEdge;
  return {
    policy: refused ? { ...policy, edge: false } : policy,
    scaledBy: { confidence: method !== 'regime_adjusted', regime: method !== 'confidence_adjusted' },
    edge: edgeText(edge, refused, input),
    fitted: edge.kind !== 'unknown',
  };
}

async function estimated(
  method: EstimatedMethod,
  settings: SizingSettings,
  input: SizeInput,
  ctx: RunContext,
): Promise<RawSize> {
  const { edge, run } = await onHistory(settings, input, ctx);
  const found = estimatedFraction(method, settings.kelly, run, edge, {
    riskFree: input.account.terms.riskFree,
    periodsPerYear: input.history.quality.periodsPerYear,
  });
  if ('why' in found) {
    return {
      policy: fixedFractional(settings),
      scaledBy: both,
      instead: `fixed_fractional, not ${method}: ${found.why}`,
      fitted: false,
    };
  }
  const { volatilityTarget, riskToStop } = settings;
  const { fraction, text } = found;
  const said = text + inSample(input);
  return {
    policy: { method, fraction, volatilityTarget, riskToStop, ...(fraction === 0 ? { edge: false } : {}) },
    scaledBy: both,
    ...(fraction === 0 ? { edge: said } : { estimate: said }),
    fitted: true,
  };
}

function edgeText(edge: Edge, refused: boolean, input: SizeInput): string {
  if (edge.kind === 'unknown') return `edge not known: ${edge.why}`;
  return `${edge.kind === 'none' && !refused ? 'no edge, held all the same: ' : ''}${edge.text}${inSample(input)}`;
}

function inSample({ choice }: SizeInput): string {
  return choice === undefined || choice.knownThrough === null ? '' : '; the choice has seen these bars';
}

/** The chosen strategy on the history, and what its closed trades say of its edge. */
async function onHistory({ kelly }: SizingSettings, { choice, history, account }: SizeInput, ctx: RunContext) {
  const unknown = (why: string): { edge: Edge; run: null } => ({ edge: { kind: 'unknown', why }, run: null });
  if (!choice) return unknown('no strategy is chosen');
  const findings = await runOnHistory(history, choice.strategy, account, ctx);
  if (findings.run === null) return unknown(findings.why);
  const { run } = findings;
  return { edge: edgeOf(run.trades, kelly.minimumTrades, choice.strategy.id), run };
}
