export {
  runManifestSchema,
  runResultSchema,
  stepResultSchema,
  symbolValuesSchema,
  portfolioValuesSchema,
} from './run-result.schema.js';
export type { RunManifest, RunResult, StepResult, SymbolValues } from './run-result.schema.js';
