export { calendarDates, rowsAt, type CalendarRule } from './calendar-marks.js';
export { combinatorialPurged, type CombinatorialPurged } from './combinatorial-purged.js';
export { binomial, combinations } from './combinations.js';
export { foldRows, purgedKFold, type PurgedSplit, type PurgeOptions } from './purged-k-fold.js';
export {
  walkForward,
  walkForwardAt,
  type RowRange,
  type WalkForwardOptions,
  type WalkForwardSplit,
} from './walk-forward.js';
