import type { Mode } from '@bot-v2/sdk';

/** Form of the result on standard output. */
export type OutputForm = 'table' | 'json' | 'md';

/** What is asked for, as data. */
export type Invocation =
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | { readonly command: 'run'; readonly run: RunArguments }
  | { readonly command: 'demo' | 'doctor' | 'status'; readonly run: RunArguments }
  | {
      readonly command: 'report';
      readonly target: string;
      readonly out: string | undefined;
      readonly run: RunArguments;
    }
  | { readonly command: 'replay'; readonly target: string; readonly run: RunArguments }
  | {
      readonly command: 'runs';
      readonly action: RunsAction;
      readonly targets: readonly string[];
      readonly run: RunArguments;
    }
  | { readonly command: 'indicators'; readonly name: string | undefined; readonly run: RunArguments }
  | { readonly command: 'slices'; readonly why: string | undefined; readonly run: RunArguments }
  | {
      readonly command: 'workflows';
      readonly action: 'list' | 'show' | 'check';
      readonly target: string | undefined;
      readonly run: RunArguments;
    };

/** What to do with the runs that are kept. */
export type RunsAction = 'list' | 'show' | 'compare';

/** The flags of a run, given or not. */
export interface RunArguments {
  readonly configFile: string | undefined;
  readonly set: readonly string[];
  readonly output: OutputForm;
  readonly verbose: boolean;
  readonly flags: RunFlags;
}

/** Flags in the shape of the configuration; what was not given is undefined. */
export interface RunFlags {
  readonly mode: Mode | undefined;
  readonly symbols: readonly string[] | undefined;
  readonly workflow: string | undefined;
  readonly strategy: readonly string[] | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly decideAt: string | number | undefined;
  readonly interval: string | undefined;
  readonly preset: string | undefined;
  readonly seed: number | undefined;
  readonly account: {
    readonly capital: number | undefined;
    readonly fractional: boolean | undefined;
    readonly allowIndex: boolean | undefined;
    readonly allowInSample: boolean | undefined;
  };
  /** Section of the data slice. */
  readonly data: { readonly provider: string } | undefined;
  /** Section of the backtest slice. */
  readonly backtest: { readonly conventions: string | undefined; readonly reselect: number | undefined } | undefined;
}
