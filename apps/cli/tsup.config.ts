import { defineConfig } from 'tsup';
import preset from '../../configs/tsup.preset.js';

/** The shared preset, plus the build step that writes the help page. */
export default defineConfig((options) => {
  if (typeof preset === 'function' || Array.isArray(preset))
    throw new TypeError('the preset must be one configuration');
  return {
    ...preset,
    ...options,
    entry: { ...(preset.entry as Record<string, string>), 'write-help': './src/write-help.ts' },
  };
});
