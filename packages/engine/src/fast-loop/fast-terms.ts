import type { Terms } from '@bot-v2/sdk';
import type { FillCosts } from '../costs/index.js';
import type { RiskLimits } from '../risk/index.js';

/** What the fast loop needs of a run beside its loop. */
export interface FastTerms {
  readonly costs: FillCosts;
  readonly account: Terms;
  /** Whether market orders fill at the open; else at the close. */
  readonly trusted: boolean;
  readonly risk: RiskLimits;
  /** False for a summary: neither curve nor events are kept. */
  readonly record: boolean;
}
