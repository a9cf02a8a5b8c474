import type { Analysis, StrategyChoice } from '@bot-v2/sdk';

/**
 * What the confidence in a choice multiplies a size by, 0 to 1. Only a choice the selector made on evidence has one; a
 * fallback, fixed or tuned choice, or none, counts as 1.
 */
export function confidenceMultiplier(choice: Pick<StrategyChoice, 'kind' | 'confidence'> | undefined): number {
  return choice?.kind === 'selected' ? Math.min(Math.max(choice.confidence, 0), 1) : 1;
}

/**
 * What an analysis that speaks against a long position multiplies a size by: 1 at a score of 0 or above, falling evenly to
 * a half at -1. It never raises a size.
 */
export function analysisMultiplier(analysis: Pick<Analysis, 'score'> | undefined): number {
  return analysis === undefined ? 1 : 1 + Math.min(0, Math.max(analysis.score, -1)) / 2;
}
