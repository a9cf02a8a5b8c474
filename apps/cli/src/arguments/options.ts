import type { Options } from 'yargs';

/** Groups of the help page. */
const run = 'What to run:';
const account = 'Account:';
const decision = 'Data and decision:';
const output = 'Output:';

/** Every flag, with the text of the help page. Values are checked in `parse-arguments.ts`. */
export const options = {
  mode: {
    group: run,
    type: 'string',
    requiresArg: true,
    choices: ['backtest', 'paper', 'live', 'optimize'],
    describe: 'How to trade',
  },
  symbols: {
    group: run,
    type: 'array',
    string: true,
    requiresArg: true,
    describe: 'What to trade: --symbols MSFT TXN',
  },
  workflow: {
    group: run,
    type: 'string',
    requiresArg: true,
    describe: 'Name or file of a workflow; the mode picks one',
  },
  strategy: {
    group: run,
    type: 'array',
    string: true,
    requiresArg: true,
    describe: 'Trade this strategy, and let nothing choose; compare_strategies takes several',
  },
  config: {
    group: run,
    type: 'string',
    requiresArg: true,
    describe: 'Configuration file; searched upwards if not given',
  },
  set: {
    group: run,
    type: 'array',
    string: true,
    nargs: 1,
    requiresArg: true,
    describe: 'One configuration value: --set strategyParams.fast=20',
  },
  seed: { group: run, type: 'string', requiresArg: true, describe: 'Seed of everything random (1)' },
  capital: { group: account, type: 'string', requiresArg: true, describe: 'Money to start with (100000)' },
  preset: { group: account, type: 'string', requiresArg: true, describe: 'Named set of sizing limits' },
  conventions: {
    group: account,
    type: 'string',
    requiresArg: true,
    describe: 'Trade and report as another engine does (bot)',
  },
  fractional: { group: account, type: 'boolean', describe: 'Allow fractions of a share' },
  'allow-index': { group: account, type: 'boolean', describe: 'Trade a series that cannot be bought' },
  'allow-in-sample': { group: account, type: 'boolean', describe: 'Judge on bars the decision has seen' },
  from: { group: decision, type: 'string', requiresArg: true, describe: 'First date of the bars' },
  to: { group: decision, type: 'string', requiresArg: true, describe: 'Last date of the bars' },
  'decide-at': {
    group: decision,
    type: 'string',
    requiresArg: true,
    describe: 'Date, or share of the bars, known to the decision (0.5)',
  },
  reselect: {
    group: decision,
    type: 'string',
    requiresArg: true,
    describe: 'Decide anew every so many judged bars (0: never)',
  },
  interval: { group: decision, type: 'string', requiresArg: true, describe: 'Length of a bar (1d)' },
  provider: { group: decision, type: 'string', requiresArg: true, describe: 'Where bars come from: sample, csv' },
  output: {
    group: output,
    type: 'string',
    requiresArg: true,
    choices: ['table', 'json', 'md'],
    describe: 'Form of the result (table)',
  },
  verbose: { group: output, type: 'boolean', describe: 'Show details and stacks of errors' },
  help: { group: output, type: 'boolean', alias: 'h', describe: 'Show this page' },
  version: { group: output, type: 'boolean', describe: 'Show the version' },
} as const satisfies Record<string, Options>;

/** Name of a flag. */
export type OptionName = keyof typeof options;

/** Flags of commands that `run` does not take. */
export const commandOptions = {
  out: { type: 'string', requiresArg: true, describe: 'File of the page' },
  why: { type: 'string', requiresArg: true, describe: 'Why a slice, package or strategy is loaded or not' },
} as const satisfies Record<string, Options>;

/** Promised for a later version: named, so that nobody thinks they work. */
export const notBuilt = { flags: [], commands: ['init'] } as const;

/** Every command with its usage and what it does, in the order of the help page. */
export const commands = {
  workflows: [
    ['workflows list', 'List the workflows'],
    ['workflows show NAME', 'Show how the steps of one are wired'],
    ['workflows check FILE', 'Check a workflow file without running it'],
  ],
  runs: [
    ['runs list', 'List the runs that are kept'],
    ['runs show RUN', 'Show one again; last is the latest, last~1 the one before'],
  ],
  compare: [['compare RUN RUN', 'Two kept runs side by side, and why they differ']],
  report: [['report RUN [--out FILE]', 'One HTML page of a run, to keep']],
  replay: [['replay RUN', 'Run one again: the same bytes, or what changed']],
  indicators: [['indicators [NAME]', 'List the indicators, or say all of one']],
  slices: [['slices [--why NAME]', 'List the slices, or say why one is (not) loaded']],
  doctor: [['doctor', 'Check this installation']],
  status: [['status', 'Show the health of slices and sessions']],
  demo: [['demo', 'A backtest of MSFT and TXN, explained']],
} as const;

/** Name of a command. */
export type CommandName = keyof typeof commands;
