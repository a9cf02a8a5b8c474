export { botPolicies } from './bot.policies.js';
export { compileLoop } from './compile-loop.js';
export type { LoopKind } from './compile-loop.js';
export { policiesStated } from './policies-stated.js';
export type { LoopPolicies } from './loop-policies.js';
export type { ReportPolicies } from './report-policies.js';
export { switchNames, withSwitches } from './with-switches.js';
export type { Switches } from './with-switches.js';
export type { RunPolicies } from './run-policies.js';
