export { GrowableColumn } from './growable-column.js';
