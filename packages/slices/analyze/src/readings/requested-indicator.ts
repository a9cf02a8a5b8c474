import { findIndicator, INDICATORS, warmupOf } from '@bot-v2/quant/indicators';
import type { IndicatorSpec } from '@bot-v2/quant/indicators';
import { nearestName } from '@bot-v2/sdk';

/** An indicator of the catalogue with its parameters, as a configuration asks for it. */
export interface RequestedIndicator {
  /** Name with every parameter: `bollinger(20, 2)`. */
  readonly label: string;
  /** Name in the catalogue. */
  readonly name: string;
  readonly params: Readonly<Record<string, number>>;
}

const form = /^\s*([A-Za-z][\w-]*)\s*(?:\(([^()]*)\))?\s*$/;

/**
 * Reads `rsi`, `rsi(14)` or `bollinger(20, 2)`: an indicator of the catalogue, its parameters in the catalogue's order,
 * defaults for those left out. Letter case, `-` and `_` in the name do not matter.
 * @throws RangeError that says what is wrong and what is meant instead
 */
export function requestedIndicator(text: string): RequestedIndicator {
  const [, name, list] = form.exec(text) ?? [];
  if (name === undefined) throw new RangeError(`"${text}" is not an indicator like rsi or bollinger(20, 2)`);
  const spec = specOf(name);
  if (spec.inputs.includes('other'))
    throw new RangeError(`${spec.name} needs a second series, which an analysis has not`);
  const given = list === undefined || list.trim() === '' ? [] : list.split(',').map(numberIn(text));
  if (given.length > spec.params.length) {
    const known = spec.params.map((param) => param.name).join(', ') || 'none';
    throw new RangeError(
      `"${text}" has ${given.length} parameters, ${spec.name} takes ${spec.params.length} (${known})`,
    );
  }
  const values = spec.params.map((param, k) => given[k] ?? param.default);
  const params = Object.fromEntries(spec.params.map((param, k) => [param.name, values[k]!]));
  warmupOf(spec, params);
  const label = values.length === 0 ? spec.name : `${spec.name}(${values.join(', ')})`;
  return { label, name: spec.name, params };
}

function numberIn(text: string): (part: string) => number {
  return (part) => {
    const value = part.trim() === '' ? NaN : Number(part);
    if (Number.isFinite(value)) return value;
    throw new RangeError(`"${part.trim()}" in "${text}" is not a number`);
  };
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_]/g, '');

function specOf(name: string): IndicatorSpec {
  const found = findIndicator(name) ?? INDICATORS.find((spec) => plain(spec.name) === plain(name));
  if (found !== undefined) return found;
  const known = INDICATORS.find(({ source }) => source.split(/[^\w]+/).includes(name.toUpperCase()));
  const near =
    known?.name ??
    nearestName(
      name,
      INDICATORS.map((spec) => spec.name),
    );
  const hint = near === undefined ? 'bot-v2 indicators lists all of them.' : `Did you mean "${near}"?`;
  throw new RangeError(`there is no indicator "${name}". ${hint}`);
}
