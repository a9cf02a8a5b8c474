import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

interface Manifest {
  exports: Record<string, string | Record<string, string>>;
  bin?: Record<string, string>;
}

/** Entries are what the package's own `exports` and `bin` promise: a room is declared once, in package.json. */
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const entry: Record<string, string> = {};
for (const target of Object.values(manifest.exports)) {
  const source = typeof target === 'string' ? undefined : target['@bot-v2/source'];
  if (source) entry[source.replace('./src/', '').replace('.ts', '')] = source;
}
for (const file of Object.values(manifest.bin ?? {})) {
  const name = file.replace('./dist/', '').replace('.js', '');
  entry[name] = `./src/${name}.ts`;
}

export default defineConfig({
  entry,
  format: 'esm',
  target: 'node20',
  // Declarations are written by declarations.mjs, for all packages at once.
  clean: ['**/*', '!**/*.d.ts'],
  sourcemap: true,
  splitting: true,
  removeNodeProtocol: false,
  tsconfig: new URL('./tsconfig.base.json', import.meta.url).pathname,
});
