import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import { errorData } from '@bot-v2/sdk/errors';
import { keepBuiltIns } from './built-ins.js';

/** Why a file could not be read as a module; `line` and `column` from 1 where the text is at fault. */
export class ModuleFileError extends Error {
  constructor(
    message: string,
    readonly line?: number,
    readonly column?: number,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

const ours = /^(@bot-v2\/|zod($|\/))/;
const resolving = Symbol('resolving');

/** Packages stay outside the module, by their real paths: ours (and zod) those of the bot, others those of the file. */
function packagesOutside(bot: readonly string[]): Plugin {
  return {
    name: 'packages-outside',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
        if (kind === 'entry-point' || pluginData === resolving) return undefined;
        if (path.startsWith('node:') || builtinModules.includes(path)) return { path, external: true };
        const places = ours.test(path) ? [...bot, resolveDir] : [resolveDir];
        for (const place of places) {
          const found = await build.resolve(path, { kind, resolveDir: place, pluginData: resolving });
          if (found.errors.length === 0) return { path: pathToFileURL(found.path).href, external: true };
        }
        const hint = ours.test(path) ? 'neither the bot nor the file has it' : 'it is not installed beside the file';
        return { errors: [{ text: `there is no package "${path}": ${hint}` }] };
      });
    },
  };
}

/** What a file exports, and the sha256 (hex) of its text and of the files it takes in. */
export interface ModuleFile {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly sha256: string;
  /** The module itself, as an address to import it again from. */
  readonly url: string;
}

/**
 * Imports a TypeScript or JavaScript file: types are stripped, not checked, and files it imports by path are taken in.
 * `@bot-v2/*` and zod come from the bot (`application`, then this package), so that a lone file needs no installation.
 * esbuild is loaded on the first call. With `anew`, the code is evaluated once more for every such name.
 * @throws ModuleFileError when the text is no module or its code throws
 */
export async function importFile(file: string, application: string | undefined, anew = ''): Promise<ModuleFile> {
  const { build } = await import('esbuild');
  const own = dirname(fileURLToPath(import.meta.url));
  const made = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    metafile: true,
    absWorkingDir: dirname(file),
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'silent',
    tsconfigRaw: '{}',
    plugins: [packagesOutside(application === undefined ? [own] : [application, own])],
  }).catch((error: unknown) => {
    const problem = (error as { errors?: readonly { text: string; location: Place | null }[] }).errors?.[0];
    throw new ModuleFileError(
      problem?.text ?? errorData(error).message,
      problem?.location?.line,
      problem?.location == null ? undefined : problem.location.column + 1,
      error,
    );
  });
  const hash = createHash('sha256');
  for (const input of Object.keys(made.metafile.inputs).sort())
    hash.update(readFileSync(resolve(dirname(file), input)));
  const code = Buffer.from(`${made.outputFiles[0]!.text}//${anew}`).toString('base64');
  const url = `data:text/javascript;base64,${code}`;
  try {
    const load = () => import(url) as Promise<Record<string, unknown>>;
    return { exports: await keepBuiltIns('its code', 'it was imported', load), sha256: hash.digest('hex'), url };
  } catch (error) {
    throw new ModuleFileError(errorData(error).message, undefined, undefined, error);
  }
}

interface Place {
  readonly line: number;
  readonly column: number;
}
