import { CANDLESTICKS } from '@bot-v2/quant/candlesticks';
import { exampleOf, INDICATORS, warmupOf } from '@bot-v2/quant/indicators';
import { suggestName } from '@bot-v2/sdk';
import { usageError } from '../arguments/usage-error.js';
import type { OutputForm } from '../arguments/invocation.js';
import { renderIndicator, renderIndicators } from '../render/indicator-pages.js';
import type { Terminal } from '../terminal/terminal.js';
import { writeOutput } from './write-output.js';

/** An indicator or candlestick pattern as the command shows it, and as `--output json` prints it. */
export interface IndicatorEntry {
  readonly name: string;
  readonly title: string;
  /** A group of the indicator catalogue, or `candlestick`. */
  readonly group: string;
  readonly inputs: readonly string[];
  readonly params: readonly {
    readonly name: string;
    readonly default: number;
    /** Null where there is no bound. */
    readonly min: number | null;
    readonly max: number | null;
    readonly integer: boolean;
  }[];
  readonly outputs: readonly string[];
  /** First defined bar with the defaults, counted from 0. */
  readonly firstBar: number;
  /** True when rows after the first may be NaN: nothing is confirmed there. */
  readonly sparse: boolean;
  readonly formula: string;
  readonly source: string;
  /** The call in a strategy's `prepare`. */
  readonly example: string;
}

/** Both catalogues as entries, in their order. */
export function indicatorEntries(): IndicatorEntry[] {
  const indicators = INDICATORS.map((spec) => ({
    name: spec.name,
    title: spec.title,
    group: spec.group,
    inputs: spec.inputs,
    params: spec.params.map((param) => ({
      name: param.name,
      default: param.default,
      min: Number.isFinite(param.min) ? param.min : null,
      max: param.max ?? null,
      integer: param.integer,
    })),
    outputs: spec.outputs,
    firstBar: warmupOf(spec),
    sparse: spec.sparse === true,
    formula: spec.formula,
    source: spec.source,
    example: exampleOf(spec),
  }));
  const inputs = ['open', 'high', 'low', 'close'];
  const candlesticks = CANDLESTICKS.map(({ name, title, warmup, formula, source, signals }) => ({
    name,
    title: `${title}, ${signals}`,
    group: 'candlestick',
    inputs,
    params: [],
    outputs: [name],
    firstBar: warmup,
    sparse: false,
    formula,
    source,
    example: `ta.candlesticks.${name}(${inputs.map((input) => `bars.${input}`).join(', ')})`,
  }));
  return [...indicators, ...candlesticks];
}

/**
 * Lists every indicator and candlestick pattern, or says all of one.
 * @throws BOT_CONFIG_USAGE for a name that is none, with the nearest
 */
export function indicatorsCommand(name: string | undefined, output: OutputForm, terminal: Terminal): number {
  const entries = indicatorEntries();
  if (name === undefined) {
    writeOutput(output, terminal, entries, (page) => renderIndicators(entries, page));
    return 0;
  }
  const entry =
    entries.find((each) => each.name === name) ??
    entries.find((each) => each.name.toLowerCase() === name.toLowerCase().replaceAll(/[-_]/g, ''));
  if (entry === undefined) {
    const names = entries.map((each) => each.name);
    throw usageError(
      `there is no indicator "${name}"`,
      `${suggestName(name, names).replace(/^There is: .*$/s, '')} bot-v2 indicators lists all of them.`.trim(),
    );
  }
  writeOutput(output, terminal, entry, (page) => renderIndicator(entry, page));
  return 0;
}
