/**
 * Every error code of bot-v2, with its one-line meaning. `docs/errors.md` is held equal to this table by a test.
 * The family (the text up to the second underscore) decides the exit code, see `exitCodeOf`.
 */
export const errorCodes = {
  BOT_CONFIG_INVALID: 'A configuration value does not fit its schema.',
  BOT_CONFIG_UNKNOWN_KEY: 'A configuration key that nothing reads.',
  BOT_CONFIG_UNREADABLE: 'A configuration file could not be read or parsed.',
  BOT_CONFIG_USAGE: 'A flag, mode or argument of the command line is unknown or contradicts another.',
  BOT_CONFIG_BELOW_MINIMUM: 'The capital is below the smallest account that can be run.',
  BOT_CONFIG_STATE_UNWRITABLE: 'The directory for state cannot be written.',
  BOT_REGISTRY_MANIFEST: 'A package has the keyword but no readable manifest.',
  BOT_REGISTRY_MANIFEST_DRIFT: 'The manifest says something else than the code it describes.',
  BOT_REGISTRY_API_VERSION: 'A package was made for another major version of the sdk.',
  BOT_REGISTRY_NAME_TAKEN: 'Two packages claim the same slice or strategy name.',
  BOT_REGISTRY_NOT_TRUSTED: 'A third-party package is not listed in trust.allow.',
  BOT_REGISTRY_AMBIGUOUS: 'Two slices provide one capability and no provider is chosen.',
  BOT_REGISTRY_MISSING: 'No loaded slice provides the capability.',
  BOT_REGISTRY_UNKNOWN_STRATEGY: 'No installed package offers the strategy.',
  BOT_SLICE_IMPORT: 'The code of a slice threw while it was imported.',
  BOT_SLICE_INVALID: 'The module does not export a slice, or a declared method has no handler.',
  BOT_SLICE_CREATE: 'A slice threw while it was created.',
  BOT_SLICE_START: 'A slice threw while it was started.',
  BOT_SLICE_START_TIMEOUT: 'A slice did not start before its deadline.',
  BOT_CAP_INPUT: 'The caller gave a capability input that does not fit its port.',
  BOT_CAP_OUTPUT: 'A provider returned output that does not fit its port.',
  BOT_CAP_UNDECLARED: 'A slice used a capability it does not declare in `consumes`.',
  BOT_CAP_TIMEOUT: 'A capability did not answer before its deadline.',
  BOT_CAP_FAILED: 'A provider threw an error without a code.',
  BOT_CAP_MUTATED: 'A provider changed the bars it was given.',
  BOT_WF_SYNTAX: 'The workflow file is not valid YAML or JSON.',
  BOT_WF_SHAPE: 'The workflow file is valid YAML but not a workflow.',
  BOT_WF_UNKNOWN: 'No workflow has that name.',
  BOT_WF_UNKNOWN_SLICE: 'A step names a slice that is not there.',
  BOT_WF_UNKNOWN_METHOD: 'A step names a method its slice does not have.',
  BOT_WF_UNKNOWN_KEY: 'A key that workflows do not have.',
  BOT_WF_DUPLICATE: 'A step name is used twice.',
  BOT_WF_REFERENCE: 'A reference in `with` or `if` points at nothing usable.',
  BOT_WF_UNBOUND: 'A required input of a step has no producer.',
  BOT_WF_AMBIGUOUS_PORT: 'An input could be bound to several producers.',
  BOT_WF_MODE: 'The workflow cannot run in the requested mode.',
  BOT_DATA_NOT_FOUND: 'The provider has no data for the symbol.',
  BOT_DATA_UNREADABLE: 'A data file could not be read.',
  BOT_DATA_MALFORMED: 'A data file has a row or column that is not as it must be.',
  BOT_DATA_EMPTY: 'There are no bars in the requested range.',
  BOT_DATA_BASIS: 'The price basis of the bars does not allow what was asked.',
  BOT_DATA_NOT_TRADABLE: 'The series is an index or otherwise cannot be traded.',
  BOT_DATA_LOOKAHEAD: 'Something fitted on later data was about to be used.',
  BOT_DATA_HISTORY_SHORT: 'There are too few bars before the decision.',
  BOT_DATA_DEGENERATE: 'The data do not vary enough for what was to be fitted.',
  BOT_DATA_CALENDAR_RANGE: 'A date lies outside what the trading calendar knows.',
  BOT_DATA_DECIDE_AT: 'The decision time leaves nothing before or after it.',
  BOT_STRATEGY_INVALID: 'A strategy is not defined as it must be.',
  BOT_STRATEGY_PARAMS: 'The parameters of a strategy do not fit its schema.',
  BOT_STRATEGY_LOOKAHEAD: 'A strategy read, or depends on, bars that were not there yet.',
  BOT_STRATEGY_FAILED: 'A strategy threw while it was run.',
  BOT_STRATEGY_CRASHED: 'A trial took its worker down at every attempt, or ran into its time limit.',
  BOT_STRATEGY_OUTPUT: 'A strategy produced a column or an intent that is not usable.',
  BOT_ORDER_INVALID: 'An order has a quantity or price that cannot be.',
  BOT_RISK_LIMIT: 'A risk limit refused to go on.',
  BOT_VENUE_OPT_IN: 'Live trading was asked for without both confirmations.',
  BOT_VENUE_NOT_BUILT: 'No live venue is built into this version.',
  BOT_VENUE_STORE: 'The session journal is damaged, locked or from a newer version.',
  BOT_RUN_FAILED: 'No symbol of the run could be completed.',
  BOT_RUN_ABORTED: 'The run was interrupted.',
  BOT_RUN_UNKNOWN: 'No run of that name is kept.',
  BOT_RUN_RECORD: 'The record of a run is damaged or was changed.',
  BOT_RUN_REPLAY: 'A run cannot be replayed, or its replay gave something else.',
  BOT_INVARIANT: 'The program contradicted itself: a defect, please report it.',
} as const;

/** A code of the table. */
export type BotErrorCode = keyof typeof errorCodes;

const exitByFamily: Record<string, number> = {
  CONFIG: 2,
  REGISTRY: 3,
  SLICE: 3,
  WF: 4,
  DATA: 5,
  CAP: 6,
  STRATEGY: 6,
  ORDER: 6,
  RUN: 6,
  RISK: 7,
  VENUE: 7,
  INVARIANT: 70,
};

/** The process exit code for an error code: 2 config or usage, 3 registry, 4 workflow, 5 data, 6 run, 7 risk or venue, 70 invariant. */
export function exitCodeOf(code: BotErrorCode): number {
  if (code === 'BOT_RUN_ABORTED') return 130;
  return exitByFamily[code.split('_')[1] ?? ''] ?? 70;
}
