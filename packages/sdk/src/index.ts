export * from './bars/index.js';
export * from './capabilities/index.js';
export * from './errors/index.js';
export * from './ports/index.js';
export * from './run/index.js';
export * from './slice/index.js';
export * from './strategy/index.js';
export { describeIssues, issuePath, validateSync } from './standard-schema.js';
export type { SchemaInput, SchemaIssue, SchemaOutput, SchemaResult, StandardSchemaV1 } from './standard-schema.js';
