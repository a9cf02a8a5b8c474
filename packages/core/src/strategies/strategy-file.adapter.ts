import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { BotError, isStrategy } from '@bot-v2/sdk';
import type { RunnableStrategy } from '@bot-v2/sdk';
import { importFile, ModuleFileError } from '../module-file.adapter.js';

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

/** Strategies of the files of a bot; each file is read once. */
export class StrategyFiles {
  private readonly files = new Map<string, Promise<readonly RunnableStrategy[]>>();
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
    return { provider: `file:${file}`, strategy: await this.pick(file, id) };
  }

  /** The strategy of a reference whose provider is a file. Errors as `named`. */
  async referred(provider: FileProvider, id: string): Promise<RunnableStrategy> {
    return this.pick(provider.slice('file:'.length), id);
  }

  private async pick(file: string, id: string | undefined): Promise<RunnableStrategy> {
    if (!existsSync(file)) {
      throw new BotError('BOT_CONFIG_USAGE', `there is no strategy file ${file}`, {
        details: { file },
        hint: 'Give the path of a .ts or .js file, or the id of an installed strategy.',
      });
    }
    let reading = this.files.get(file);
    if (reading === undefined) this.files.set(file, (reading = this.read(file)));
    const strategies = await reading;
    const ids = strategies.map((strategy) => strategy.id);
    const chosen = id === undefined ? strategies : strategies.filter((strategy) => strategy.id === id);
    if (chosen.length === 1) return chosen[0]!;
    const names = ids.map((one) => `${file}#${one}`).join(', ');
    throw new BotError(
      'BOT_CONFIG_USAGE',
      id === undefined ? `${file} exports ${ids.length} strategies` : `${file} exports no strategy "${id}"`,
      { details: { file, strategies: ids }, hint: `Name one of: ${names}.` },
    );
  }

  private async read(file: string): Promise<readonly RunnableStrategy[]> {
    let module: Readonly<Record<string, unknown>>;
    try {
      const { exports, sha256 } = await importFile(file, this.application);
      module = exports;
      this.code[`file:${file}`] = sha256;
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
    const strategies = [...new Set(Object.values(module).filter(isStrategy))];
    if (strategies.length > 0) return strategies;
    throw new BotError('BOT_STRATEGY_INVALID', `${file} exports no strategy`, {
      details: { file, exports: Object.keys(module) },
      hint: 'Export one: export default defineStrategy({…}), from @bot-v2/sdk.',
    });
  }
}
