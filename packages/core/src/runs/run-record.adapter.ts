import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { BotError } from '@bot-v2/sdk/errors';
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
    hint: 'Run it again; a record is never written twice.',
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
  try {
    const header = JSON.parse(line) as RecordHeader;
    if (header.schema === 'bot-v2/run-record@1') return header;
  } catch {
    // Not JSON: told below.
  }
  throw damaged(file, 'it is not the record of a run');
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

/**
 * The runs that are kept, newest first.
 * @throws BOT_RUN_RECORD for a file that is none
 */
export function listRuns(stateDir: string): RunSummary[] {
  const summaries = runIds(stateDir).map((runId) => {
    const file = fileOf(stateDir, runId);
    return headerFrom(file, firstLine(file)).summary;
  });
  return summaries.sort((a, b) => b.createdAt - a.createdAt || (a.runId < b.runId ? -1 : 1));
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
      ? listRuns(stateDir)
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
  const [head = '', text = ''] = readFileSync(file, 'utf8').split('\n');
  const header = headerFrom(file, head);
  if (digest(text) !== header.sha256) throw damaged(file, 'it was changed after it was written');
  return JSON.parse(text) as RunResult;
}
