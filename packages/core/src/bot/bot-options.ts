import type { AnySlice, RunnableStrategy, Clock } from '@bot-v2/sdk';
import type { ConfigInput } from '../config/index.js';

/** How a bot is put together. Everything has a default. */
export interface BotOptions {
  /** Directory of the package whose dependencies are looked at for slices, beside the project in cwd; the CLI gives its own. */
  readonly application?: string | undefined;
  /** Default: the process's working directory. */
  readonly cwd?: string | undefined;
  /** Default: `BOT_V2_CONFIG`, else the first one found from cwd up to the project's root. */
  readonly configFile?: string | undefined;
  /** Configuration above file and environment, nested as in the file; undefined values are ignored. */
  readonly flags?: ConfigInput | undefined;
  /** `a.b=value`, above everything else. */
  readonly set?: readonly string[] | undefined;
  /** Default: the process's. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Slices registered in process; they win over installed ones of the same id. */
  readonly slices?: readonly AnySlice[] | undefined;
  readonly strategies?: readonly RunnableStrategy[] | undefined;
  /** Whether installed packages are looked at. Default true. */
  readonly discover?: boolean | undefined;
  /** Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /** Export conditions for the entries of slices. Default: the process's own (`--conditions`). */
  readonly conditions?: readonly string[] | undefined;
}
