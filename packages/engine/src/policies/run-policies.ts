import type { LoopPolicies } from './loop-policies.js';
import type { ReportPolicies } from './report-policies.js';

/** A named set of conventions: what a run trades by, and what its report means. */
export interface RunPolicies {
  readonly name: string;
  readonly loop: LoopPolicies;
  readonly report: ReportPolicies;
}
