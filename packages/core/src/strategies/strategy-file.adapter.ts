import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { BotError, isStrategy } from '@bot-v2/sdk';
import type { RunnableStrategy, StrategyModule } from '@bot-v2/sdk';
import { importFile, ModuleFileError } from '../module-file.adapter.js';
import type { ModuleFile } from '../module-file.adapter.js';

/** Where a reference to a strategy in a file comes from: `file:` and the file's full path. */
export type FileProvider = `file:${string}`;

/** A strategy of a file, and the provider its reference names. */
export interface FileStrategy {
  readonly provider: FileProvider;
  readonly strategy: RunnableStrategy;
}

/** Whether a name of a strategy is that of a file: it has a folder in it, or ends like a module. */
export function isStrategyFile(name: string): boolean {
  return /[\\/]|\.[cm]?[jt]s(#|$)/.test(name);
}

interface Offered extends StrategyModule {
  readonly strategy: RunnableStrategy;
}

/** Strategies of the files of a bot; each file is read once. */
export class StrategyFiles {
  private twins = 0;
  private readonly files = new Map<string, Promise<readonly Offered[]>>();
  /** sha256 (hex) of what was read, by provider. */
  readonly code: Record<FileProvider, string> = {};

  constructor(
    private readonly cwd: string,
    private readonly application: string | undefined,
  ) {}

  /**
   * The strategy of `./file.ts`, or of `./file.ts#id` where the file exports several.
   * @throws BOT_CONFIG_USAGE when there is no such file, or the choice is not clear; BOT_STRATEGY_INVALID when it is no
   *   module or exports no strategy
   */
  async named(name: string): Promise<FileStrategy> {
    const [path, id] = name.split('#') as [string, string | undefined];
    const file = resolve(this.cwd, path);
    return { provider: `file:${file}`, strategy: (await this.pick(file, id)).strategy };
  }

  /** The strategy of a reference whose provider is a file. Errors as `named`. */
  async referred(provider: FileProvider, id: string): Promise<RunnableStrategy> {
    return (await this.pick(provider.slice('file:'.length), id)).strategy;
  }

  /** The module of a reference whose provider is a file. Errors as `named`. */
  async moduleOf(provider: FileProvider, id: string): Promise<StrategyModule> {
    const { url, export: name, sha256 } = await this.pick(provider.slice('file:'.length), id);
    return { url, export: name, sha256 };
  }

  /** The strategy of a name, from its file read and evaluated anew. Errors as `named`. */
  async twin(name: string): Promise<RunnableStrategy> {
    const [path, id] = name.split('#') as [string, string | undefined];
    const file = resolve(this.cwd, path);
    return this.choose(file, id, await this.read(file, `twin-${++this.twins}`)).strategy;
  }

  private async pick(file: string, id: string | undefined): Promise<Offered> {
    if (!existsSync(file)) {
      throw new BotError('BOT_CONFIG_USAGE', `there is no strategy file ${file}`, {
        details: { file },
        hint: 'Give the path of a .ts or .js file, or the id of an installed strategy.',
      });
    }
    let reading = this.files.get(file);
    if (reading === undefined) this.files.set(file, (reading = this.read(file)));
    return this.choose(file, id, await reading);
  }

  private choose(file: string, id: string | undefined, offered: readonly Offered[]): Offered {
    const ids = offered.map(({ strategy }) => strategy.id);
    const chosen = id === undefined ? offered : offered.filter(({ strategy }) => strategy.id === id);
    if (chosen.length === 1) return chosen[0]!;
    const names = ids.map((one) => `${file}#${one}`).join(', ');
    throw new BotError(
      'BOT_CONFIG_USAGE',
      id === undefined ? `${file} exports ${ids.length} strategies` : `${file} exports no strategy "${id}"`,
      { details: { file, strategies: ids }, hint: `Name one of: ${names}.` },
    );
  }

  private async read(file: string, anew = ''): Promise<readonly Offered[]> {
    let module: ModuleFile;
    try {
      module = await importFile(file, this.application, anew);
      this.code[`file:${file}`] = module.sha256;
    } catch (error) {
      if (!(error instanceof ModuleFileError)) throw error;
      const { line, column, message } = error;
      const at = line === undefined ? '' : `:${line}:${column}`;
      throw new BotError('BOT_STRATEGY_INVALID', `${file}${at}: ${message}`, {
        details: { file, line: line ?? null, column: column ?? null },
        hint: 'Correct the file; its imports of @bot-v2 packages and zod are resolved from the bot.',
        cause: error,
      });
    }
    const { exports, url, sha256 } = module;
    const offered = new Map<unknown, Offered>();
    for (const [name, value] of Object.entries(exports)) {
      if (isStrategy(value) && !offered.has(value)) offered.set(value, { strategy: value, url, export: name, sha256 });
    }
    if (offered.size > 0) return [...offered.values()];
    throw new BotError('BOT_STRATEGY_INVALID', `${file} exports no strategy`, {
      details: { file, exports: Object.keys(exports) },
      hint: 'Export one: export default defineStrategy({…}), from @bot-v2/sdk.',
    });
  }
}
