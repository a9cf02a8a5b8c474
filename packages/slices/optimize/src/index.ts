export { objectives, optimizeConfig } from './optimize.config.js';
export type { Objective, OptimizeConfig } from './optimize.config.js';
export { optimizeSlice, optimizeSlice as default } from './optimize.slice.js';
export { rangeValues, searchGrid } from './search-grid.js';
export type { Params, SearchGrid } from './search-grid.js';
export { runStudy } from './study-run.js';
export type { StudyInput, StudyServices } from './study-run.js';
export { judgeStudy, minimumBars, minimumTrades } from './study-verdict.js';
export type { StudyEvidence } from './study-verdict.js';
