export { readerOf } from './decision-reader.js';
export type { DecisionReader } from './decision-reader.js';
