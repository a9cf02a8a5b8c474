export { DenialLog } from './denial-log.js';
export type { DenialLogSnapshot, DenialText } from './denial-log.js';
export { blankOrder, RiskGate } from './risk-gate.js';
export type { Denial, DenialReason, GateInput, RiskLimits } from './risk-gate.js';
