import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BotError, errorData, isBotError } from '@bot-v2/sdk/errors';
import { writeWhole } from '@bot-v2/sdk/files';
import type { RunResult } from '@bot-v2/sdk';

/** What a list of runs shows of one, without reading all of it. */
export interface RunSummary {
  readonly runId: string;
  readonly createdAt: number;
  readonly mode: string;
  readonly workflow: string;
  readonly symbols: readonly string[];
  readonly success: boolean;
  /** Fractions; null where the run has no such figure. */
  readonly totalReturn: number | null;
  readonly sharpe: number | null;
}

/** First line of a record; the result follows on the second. */
interface RecordHeader {
  readonly schema: 'bot-v2/run-record@1';
  /** sha256 (hex) of the second line. */
  readonly sha256: string;
  readonly summary: RunSummary;
}

/** Longest first line that is written: hundreds of symbols. */
const headerBytes = 65_536;

const directoryOf = (stateDir: string): string => join(stateDir, 'runs');
const fileOf = (stateDir: string, runId: string): string => join(directoryOf(stateDir), `${runId}.json`);
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

function summaryOf(result: RunResult): RunSummary {
  const { backtest, session } = result.portfolio.result;
  const stats = backtest?.stats;
  const capital = (result.manifest.config['account'] as { capital?: number } | undefined)?.capital;
  const sessionReturn = session === undefined || !capital ? null : session.finalEquity / capital - 1;
  return {
    runId: result.runId,
    createdAt: result.manifest.createdAt,
    mode: result.mode,
    workflow: result.workflow,
    symbols: Object.keys(result.symbols),
    success: result.success,
    totalReturn: stats?.totalReturn ?? sessionReturn,
    sharpe: stats?.sharpe ?? null,
  };
}

function damaged(file: string, what: string): BotError {
  return new BotError('BOT_RUN_RECORD', `${file}: ${what}`, {
    details: { file },
    hint: 'Remove the file, and run it again if you need it; a record is never written twice.',
  });
}

/**
 * Keeps a result in the state directory, whole or not at all.
 * @returns the file
 * @throws BOT_CONFIG_STATE_UNWRITABLE
 */
export function keepRun(stateDir: string, result: RunResult): string {
  const file = fileOf(stateDir, result.runId);
  const text = JSON.stringify(result);
  const header: RecordHeader = { schema: 'bot-v2/run-record@1', sha256: digest(text), summary: summaryOf(result) };
  const hint = 'Choose another state directory with BOT_V2_STATE_DIR or --set stateDir=DIRECTORY.';
  writeWhole(file, `${JSON.stringify(header)}\n${text}\n`, hint);
  return file;
}

function headerFrom(file: string, line: string): RecordHeader {
  const header = jsonOf(line) as Partial<RecordHeader> | null | undefined;
  if (header?.schema !== 'bot-v2/run-record@1') throw damaged(file, 'it is not the record of a run');
  const { sha256, summary } = header;
  const whole = typeof summary?.createdAt === 'number' && typeof summary.workflow === 'string';
  if (typeof sha256 !== 'string' || !whole || !Array.isArray(summary.symbols))
    throw damaged(file, 'its first line does not say what the run was');
  if (file !== join(dirname(file), `${summary.runId}.json`))
    throw damaged(file, `it is the record of ${summary.runId}`);
  return header as RecordHeader;
}

/** The value of a JSON text; undefined when it is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What `read` makes of a file. @throws BOT_RUN_RECORD also when the file cannot be read */
function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw isBotError(error) ? error : damaged(file, `it cannot be read: ${errorData(error).message}`);
  }
}

/** The first line of a file. */
function firstLine(file: string): string {
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(headerBytes);
    const text = buffer.toString('utf8', 0, readSync(handle, buffer, 0, headerBytes, 0));
    return text.slice(0, Math.max(0, text.indexOf('\n')));
  } finally {
    closeSync(handle);
  }
}

/** Ids of the runs that are kept, in no order. */
function runIds(stateDir: string): string[] {
  const directory = directoryOf(stateDir);
  if (!existsSync(directory)) return [];
  return readdirSync(directory).flatMap((name) => (/^r-[a-z0-9]+\.json$/.test(name) ? [name.slice(0, -5)] : []));
}

/** A file among the kept runs: one that is no sound record has its place by the time it was written. */
interface Kept {
  readonly runId: string;
  readonly at: number;
  readonly summary: RunSummary | BotError;
}

function keptRun(stateDir: string, runId: string): Kept {
  const file = fileOf(stateDir, runId);
  try {
    const { summary } = reading(file, () => headerFrom(file, firstLine(file)));
    return { runId, at: summary.createdAt, summary };
  } catch (error) {
    const at = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return { runId, at, summary: error as BotError };
  }
}

/** Newest first. */
function keptRuns(stateDir: string): Kept[] {
  const kept = runIds(stateDir).map((runId) => keptRun(stateDir, runId));
  return kept.sort((a, b) => b.at - a.at || (a.runId < b.runId ? -1 : 1));
}

/** The runs that are kept, newest first, and of each file that is no sound record what is wrong with it (BOT_RUN_RECORD). */
export function listRuns(stateDir: string): { readonly runs: RunSummary[]; readonly damaged: BotError[] } {
  const kept = keptRuns(stateDir).map(({ summary }) => summary);
  return {
    runs: kept.filter((summary): summary is RunSummary => !isBotError(summary)),
    damaged: kept.filter(isBotError),
  };
}

/**
 * A kept run, checked against its hash.
 * @param name its id, the beginning of one, `last`, or `last~N` for the one N before
 * @throws BOT_RUN_UNKNOWN; BOT_RUN_RECORD when the record was changed or is damaged
 */
export function loadRun(stateDir: string, name: string): RunResult {
  const ids = runIds(stateDir);
  const back = /^last(?:~(\d{1,9}))?$/.exec(name);
  const found =
    back !== null
      ? keptRuns(stateDir)
          .slice(Number(back[1] ?? 0))
          .slice(0, 1)
          .map(({ runId }) => runId)
      : ids.includes(name)
        ? [name]
        : ids.filter((id) => id.startsWith(name) || id.startsWith(`r-${name}`));
  if (found.length !== 1) {
    const what =
      found.length === 0 ? `no run "${name}" is kept in ${stateDir}` : `"${name}" could be ${found.join(', ')}`;
    throw new BotError('BOT_RUN_UNKNOWN', what, { details: { name, stateDir }, hint: 'bot-v2 runs list shows them.' });
  }
  const file = fileOf(stateDir, found[0]!);
  const [head = '', text = ''] = reading(file, () => readFileSync(file, 'utf8').split('\n'));
  const header = headerFrom(file, head);
  const result = digest(text) === header.sha256 ? (jsonOf(text) as RunResult | undefined) : undefined;
  if (result === undefined) throw damaged(file, 'it was changed after it was written');
  return result;
}
