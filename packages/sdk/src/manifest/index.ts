export { diffManifest } from './diff-manifest.js';
export { manifestKeywords } from './manifest.js';
export type { CapabilityManifest, Manifest, PortTexts, SliceManifest, StrategiesManifest } from './manifest.js';
export { manifestOf, strategiesManifestOf } from './manifest-of.js';
export { parseManifest } from './parse-manifest.js';
export { parsePort } from './port-text.js';
export type { PortReference } from './port-text.js';
export { sdkApi } from './sdk-api.js';
