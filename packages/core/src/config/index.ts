export { collectLayers, overlayFlags } from './collect-layers.js';
export type { ConfigSources, GivenConfig } from './collect-layers.js';
export { coreConfigSchema, logLevels } from './config.schema.js';
export type { CoreConfig } from './config.schema.js';
export { overlay } from './layers.js';
export type { ConfigInput } from './layers.js';
export { liveSection } from './live-confirmation.js';
export { minimumCapital, resolveConfig } from './resolve-config.js';
export type { ResolvedConfig } from './resolve-config.js';
