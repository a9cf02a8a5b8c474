import { z } from 'zod';

/** The `paper_trade` section of the configuration. */
export const paperTradeConfig = z.strictObject({
  /** Name of the session, and of its file; by default symbols and a hash of all that decides what it does. */
  session: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, 'letters, digits, dots, dashes and underscores, at most 80')
    .optional(),
  /** Directory of the session files; `paper` in the state directory by default. */
  store: z.string().min(1).optional(),
  /** Pause after each new bar of a replay in milliseconds, so that one can watch or interrupt it. */
  delayMs: z.number().int().min(0).max(60_000).default(0),
  /** For tests only: the process kills itself (SIGKILL) inside its n-th append, before that is committed. */
  failpoint: z.number().int().min(1).optional(),
});
export type PaperTradeConfig = z.output<typeof paperTradeConfig>;
