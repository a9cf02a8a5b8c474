import { modes, suggestName } from '@bot-v2/sdk';
import type { Options } from 'yargs';
import yargsParser from 'yargs-parser';
import type { Invocation, RunArguments, RunsAction } from './invocation.js';
import { commandOptions, commands, notBuilt, options } from './options.js';
import type { CommandName } from './options.js';
import { usageError } from './usage-error.js';
import { Values } from './values.js';

const known: Record<string, Options> = { ...options, ...commandOptions };

/** Flags that a command takes beside those of every command. */
const flagsOf: Partial<Record<CommandName, readonly string[]>> = { slices: ['why'], report: ['out'] };

const named = (matches: (option: Options) => boolean): string[] =>
  Object.keys(known).filter((name) => matches(known[name]!));

/** How many values a flag takes: as many as are said; a flag that only must not stand alone has NaN. */
const valueCounts = Object.fromEntries(
  Object.entries(known).flatMap(([name, { nargs, requiresArg }]) =>
    nargs !== undefined ? [[name, nargs]] : requiresArg === true ? [[name, NaN]] : [],
  ),
);

/**
 * Splits the words of a command line into flags and positional words; checks no values. The parser of yargs alone: the rest
 * of yargs lays out the help page, and costs every command a third of node's start.
 */
function splitWords(words: readonly string[]): { flags: Map<string, unknown>; positional: string[] } {
  for (const word of words) {
    const [, name, value] = /^--([^=]+)=(.*)$/.exec(word) ?? [];
    if (name === undefined || known[name]?.type !== 'boolean' || value === 'true' || value === 'false') continue;
    throw usageError(`--${name} is true or false, not "${value}"`, `--${name} alone turns it on.`);
  }
  const { argv, error } = yargsParser.detailed([...words], {
    string: named(({ type, string }) => type === 'string' || string === true),
    boolean: named(({ type }) => type === 'boolean'),
    array: named(({ type }) => type === 'array'),
    alias: Object.fromEntries(
      Object.entries(known).flatMap(([name, { alias }]) => (alias ? [[name, [alias].flat()]] : [])),
    ),
    narg: valueCounts,
    configuration: {
      'camel-case-expansion': false,
      'dot-notation': false,
      'boolean-negation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'strip-aliased': true,
      'short-option-groups': false,
    },
  });
  if (error !== null) {
    throw usageError(error.message.replace('Not enough arguments following: ', 'a value is missing after --'));
  }
  const { _: positional, ...flags } = argv;
  return {
    flags: new Map(Object.entries(flags).filter(([, value]) => value !== undefined)),
    positional: positional.map(String),
  };
}

/**
 * What a command line asks for.
 * @throws BOT_CONFIG_USAGE: an unknown flag, command, mode or value, with the nearest name.
 */
export function parseArguments(words: readonly string[]): Invocation {
  const { flags, positional } = splitWords(words);
  const [first, ...rest] = positional;
  const command = first === undefined ? undefined : commandOf(first, rest);
  for (const name of flags.keys()) checkFlag(name, command);
  if (flags.get('help') === true) return { command: 'help' };
  if (flags.get('version') === true) return { command: 'version' };
  const run = runArguments(new Values(flags));
  switch (command) {
    case undefined:
      return { command: 'run', run };
    case 'workflows':
      return { command, ...workflowsAction(rest), run };
    case 'runs':
      return { command, ...runsAction(rest), run };
    case 'compare':
      return { command: 'runs', ...runsAction([command, ...rest]), run };
    case 'report': {
      const [target, ...more] = rest;
      if (target === undefined) throw usageError('report needs a run', 'bot-v2 runs list shows them.');
      noMore(command, more);
      return { command, target, out: new Values(flags).text('out'), run };
    }
    case 'replay': {
      const [target, ...more] = rest;
      if (target === undefined) throw usageError('replay needs a run', 'bot-v2 runs list shows them.');
      noMore(command, more);
      return { command, target, run };
    }
    case 'indicators':
      noMore(command, rest.slice(1));
      return { command, name: rest[0], run };
    case 'slices':
      noMore(command, rest);
      return { command, why: new Values(flags).text('why'), run };
    default:
      noMore(command, rest);
      return { command, run };
  }
}

function commandOf(word: string, rest: readonly string[]): CommandName {
  if (Object.hasOwn(commands, word)) return word as CommandName;
  if ((notBuilt.commands as readonly string[]).includes(word)) throw usageError(`${word} is not built yet`);
  if ((modes as readonly string[]).includes(word)) {
    const symbols = rest.length === 0 ? [] : ['--symbols', ...rest];
    throw usageError(`there is no command "${word}"`, `Did you mean "--mode ${[word, ...symbols].join(' ')}"?`);
  }
  if (/^[A-Z]+$/.test(word))
    throw usageError(`there is no command "${word}"`, `A symbol is named by --symbols ${word}.`);
  throw usageError(`there is no command "${word}"`, suggestName(word, Object.keys(commands)));
}

function checkFlag(name: string, command: CommandName | undefined): void {
  const dashes = name.length === 1 ? '-' : '--';
  if ((notBuilt.flags as readonly string[]).includes(name)) throw usageError(`--${name} is not built yet`);
  const own = command === undefined ? [] : (flagsOf[command] ?? []);
  if (Object.hasOwn(options, name) || own.includes(name) || name === 'h') return;
  if (Object.hasOwn(commandOptions, name)) {
    const owner = Object.keys(flagsOf).find((key) => flagsOf[key as CommandName]?.includes(name));
    throw usageError(`--${name} belongs to bot-v2 ${owner ?? ''}`);
  }
  const names = [...Object.keys(options), ...own].map((option) => `--${option}`);
  const near = name.length === 1 ? undefined : suggestName(`--${name}`, names);
  throw usageError(`unknown flag ${dashes}${name}`, near);
}

function workflowsAction(rest: readonly string[]): { action: 'list' | 'show' | 'check'; target: string | undefined } {
  const [action = 'list', target, ...more] = rest;
  if (action !== 'list' && action !== 'show' && action !== 'check') {
    throw usageError(`there is no command "workflows ${action}"`, suggestName(action, ['list', 'show', 'check']));
  }
  if (action === 'list') noMore('workflows list', rest.slice(1));
  else if (target === undefined) {
    throw usageError(`workflows ${action} needs a ${action === 'show' ? 'name' : 'file'}`);
  }
  noMore(`workflows ${action}`, more);
  return { action, target };
}

/** How many runs each action names. */
const namedRuns = { list: 0, show: 1, compare: 2 } as const;

function runsAction(rest: readonly string[]): { action: RunsAction; targets: readonly string[] } {
  const [action = 'list', ...targets] = rest;
  if (!Object.hasOwn(namedRuns, action)) {
    throw usageError(`there is no command "runs ${action}"`, suggestName(action, Object.keys(namedRuns)));
  }
  const named = namedRuns[action as RunsAction];
  if (targets.length < named) {
    throw usageError(`runs ${action} needs ${named === 1 ? 'a run' : 'two runs'}`, 'bot-v2 runs list shows them.');
  }
  noMore(`runs ${action}`, targets.slice(named));
  return { action: action as RunsAction, targets };
}

function noMore(command: string, rest: readonly string[]): void {
  if (rest.length > 0) throw usageError(`${command} does not take "${rest.join(' ')}"`);
}

function runArguments(values: Values): RunArguments {
  const decideAt = values.text('decide-at');
  const provider = values.text('provider');
  const conventions = values.text('conventions');
  const reselect = values.number('reselect');
  const mode = values.choice('mode', modes);
  if (reselect !== undefined && mode !== undefined && mode !== 'backtest')
    throw usageError(`--reselect is for backtests, not for --mode ${mode}`);
  const symbols = values.list('symbols')?.flatMap((word) => word.split(',').filter(Boolean));
  return {
    configFile: values.text('config'),
    set: values.list('set') ?? [],
    output: values.choice('output', ['table', 'json', 'md'] as const) ?? 'table',
    verbose: values.on('verbose') ?? false,
    flags: {
      mode,
      symbols: symbols === undefined ? undefined : [...new Set(symbols)],
      workflow: values.text('workflow'),
      strategy: values.list('strategy'),
      from: values.text('from'),
      to: values.text('to'),
      decideAt: decideAt !== undefined && /^[+-]?\d*\.?\d+$/.test(decideAt) ? Number(decideAt) : decideAt,
      interval: values.text('interval'),
      preset: values.text('preset'),
      seed: values.number('seed'),
      account: {
        capital: values.number('capital'),
        fractional: values.on('fractional'),
        allowIndex: values.on('allow-index'),
        allowInSample: values.on('allow-in-sample'),
      },
      data: provider === undefined ? undefined : { provider },
      backtest: conventions === undefined && reselect === undefined ? undefined : { conventions, reselect },
    },
  };
}
