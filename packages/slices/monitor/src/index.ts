export { monitor as default } from './monitor.slice.js';
export { AlertEngine } from './alert-engine.js';
export type { Alert, Sample } from './alert-engine.js';
export { alertRuleSchema, defaultRules, metrics } from './alert-rule.js';
export type { AlertRule, Metric } from './alert-rule.js';
export { monitorConfig } from './config.schema.js';
export type { MonitorConfig } from './config.schema.js';
