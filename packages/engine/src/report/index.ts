export { atExposure, buyAndHold } from './buy-and-hold.js';
export type { Benchmark, HeldLeg } from './buy-and-hold.js';
export { passportOf, reportOf } from './report-of.js';
export type { ReportOptions } from './report-of.js';
export { returnsOf, scoreOf } from './score-of.js';
export type { Score } from './score-of.js';
export { statsOf } from './stats-of.js';
export type { StatsInput } from './stats-of.js';
