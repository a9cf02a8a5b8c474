export { ColumnCursor, RowClock } from './column-cursor.js';
