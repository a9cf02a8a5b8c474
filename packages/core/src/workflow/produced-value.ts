import type { PortReference } from '@bot-v2/sdk/manifest';
import type { WorkflowStep } from './workflow.js';

/** A value some step will have produced when a later step runs. */
export interface ProducedValue {
  readonly step: WorkflowStep;
  /** Output name; `history` or `evaluation` for what the run derives from bars. */
  readonly output: string;
  readonly port: PortReference;
  readonly scope: 'symbol' | 'portfolio';
  /** The bars it is derived from by the split at the decision. */
  readonly derivedFrom: ProducedValue | null;
  /** Everything that went into it, transitively. */
  readonly ancestors: ReadonlySet<ProducedValue>;
}

/** Name and major: what makes two port types equal. */
export function portKey(port: PortReference): string {
  return `${port.name}@${port.major}`;
}

/** The port as text, without its optional mark. */
export function portLabel(port: PortReference): string {
  return port.bySymbol ? `BySymbol<${portKey(port)}>` : portKey(port);
}

/** `step.output`. */
export function valueName(value: ProducedValue): string {
  return `${value.step.id}.${value.output}`;
}

/**
 * The values of a port type that are live: not superseded by a later one that was made from them. What is derived from
 * bars lives as long as these bars.
 */
export function liveValues(values: readonly ProducedValue[], key: string): ProducedValue[] {
  const same = values.filter((value) => portKey(value.port) === key);
  const superseded = (value: ProducedValue): boolean =>
    value.derivedFrom === null
      ? values.some((other) => portKey(other.port) === key && other.ancestors.has(value))
      : !liveValues(values, portKey(value.derivedFrom.port)).includes(value.derivedFrom);
  return same.filter((value) => !superseded(value));
}
