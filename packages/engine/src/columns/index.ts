export { GrowableColumn } from './growable-column.js';
export { forEachStretch, longestStretch, madeOnce, stretchesOf, valuesOf } from './stretches.js';
export type { Stretches } from './stretches.js';
export { TextTable } from './text-table.js';
