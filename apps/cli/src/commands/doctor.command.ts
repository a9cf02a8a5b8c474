import type { Bot } from '@bot-v2/core';
import { errorData, exitCodeOf } from '@bot-v2/sdk';
import type { BotErrorCode } from '@bot-v2/sdk';
import type { RunArguments } from '../arguments/invocation.js';
import { counted } from '../render/format-number.js';
import type { Page } from '../render/page.js';
import type { Host, Terminal } from '../terminal/terminal.js';
import { openBot } from './open-bot.js';
import { writeOutput } from './write-output.js';
import { whyUnwritable } from './writable.adapter.js';

/** Oldest Node that is supported. */
const oldestNode = [20, 19] as const;

/** Read to prove that data arrives, when the configuration names no symbol. */
const probeSymbol = 'AAPL';

/** One thing that was checked. */
export interface Finding {
  readonly name: string;
  readonly text: string;
  /** Why it is not as it must be. */
  readonly code?: BotErrorCode;
  readonly hint?: string | undefined;
}

/** Checks the installation by using it; exits with the code of the first problem. */
export async function doctorCommand(run: RunArguments, host: Host, terminal: Terminal): Promise<number> {
  const findings: Finding[] = [nodeFinding(process.versions.node)];
  const bot = await openBot(run, host);
  try {
    findings.push(
      { name: 'Configuration', text: bot.configFile ?? 'none: all defaults' },
      stateFinding(bot.stateDir),
      ...trustFindings(bot),
      ...(await healthFindings(bot)),
      await dataFinding(bot),
    );
  } finally {
    await bot.close();
  }
  writeOutput(run.output, terminal, findings, (page) => renderFindings(findings, page));
  const problem = findings.find(({ code }) => code !== undefined);
  return problem?.code === undefined ? 0 : exitCodeOf(problem.code);
}

/** Findings as lines: ✓ or ✗, and what to do. */
export function renderFindings(findings: readonly Finding[], page: Page): string[] {
  return findings.flatMap(({ name, text, code, hint }) => {
    const mark = code === undefined ? page.style.green('✓') : page.style.red('✗');
    const line = `${mark} ${page.style.bold(name)}  ${text}${code === undefined ? '' : ` (${code})`}`;
    return hint === undefined ? [line] : [line, `  ${hint}`];
  });
}

/** Whether a Node version is new enough. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fine = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  if (fine) return { name: 'Node', text: version };
  return {
    name: 'Node',
    text: `${version} is too old`,
    code: 'BOT_CONFIG_INVALID',
    hint: 'Install Node 20.19 or later.',
  };
}

function stateFinding(directory: string): Finding {
  const why = whyUnwritable(directory);
  if (why === undefined) return { name: 'State directory', text: `${directory}, writable` };
  return {
    name: 'State directory',
    text: `${directory} cannot be written: ${why}`,
    code: 'BOT_CONFIG_STATE_UNWRITABLE',
    hint: 'Set stateDir, or BOT_V2_STATE_DIR, to a directory you own.',
  };
}

function trustFindings({ candidates, config }: Bot): Finding[] {
  const loaded = candidates.filter(({ status, kind }) => status === 'loaded' && kind === 'slice').length;
  const refused = candidates.flatMap(({ name, reason }) => (reason === null ? [] : [{ name, reason }]));
  return [
    { name: 'Slices', text: `${loaded} found and checked` },
    { name: 'Trust', text: `${counted(config.trust.allow.length, 'third-party package')} allowed` },
    ...refused.map(({ name, reason }) => ({
      name: 'Refused',
      text: `${name}: ${reason.text}`,
      code: reason.code,
      hint: reason.hint === '' ? undefined : reason.hint,
    })),
  ];
}

/** One line when every slice starts and is well, else one for each that is not. */
async function healthFindings(bot: Bot): Promise<Finding[]> {
  const health = await bot.health();
  const findings = health.flatMap(({ slice, health: own, error }): Finding[] => {
    if (error !== undefined) return [{ name: slice, text: error.message, code: error.code, hint: error.hint }];
    if (own === null || own.status === 'ok') return [];
    const text = `${own.status}: ${own.message}`;
    return [{ name: slice, text, ...(own.status === 'down' ? { code: 'BOT_SLICE_DOWN' as const } : {}) }];
  });
  return findings.length > 0
    ? findings
    : [{ name: 'Health', text: `${counted(health.length, 'slice')} started and well` }];
}

async function dataFinding(bot: Bot): Promise<Finding> {
  const symbol = bot.config.symbols[0] ?? probeSymbol;
  try {
    const bars = await bot.data.getData(symbol);
    return { name: 'Data', text: `${symbol}: ${counted(bars.length, 'bar')} from ${bars.provenance.source}` };
  } catch (error) {
    const { code, message, hint } = errorData(error);
    return { name: 'Data', text: message, code, hint };
  }
}
