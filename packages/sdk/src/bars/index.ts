export {
  actionSchema,
  barColumns,
  barsSchema,
  findingSchema,
  intervalSchema,
  isFloat64Array,
  isInt8Array,
} from './bars.schema.js';
export { priceBasisSchema, provenanceSchema, qualitySchema } from './bars.schema.js';
export type { BarColumn, Bars, CorporateAction, DataFinding, DataQuality } from './bars.schema.js';
export type { Interval, PriceBasis, Provenance } from './bars.schema.js';
export { columnSum } from './column-sum.js';
export { contentParts } from './content-parts.js';
export { dayText, momentText } from './moment-text.js';
export { decisionInstant, rowsUpTo, splitAt, truncate } from './split-at.js';
export type { Evaluation } from './split-at.js';
