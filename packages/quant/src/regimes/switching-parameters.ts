import { exp, log } from '../elementary/index.js';
import { matrix } from '../linear/matrix.js';
import type { MarkovSwitchingModel } from './markov-switching.js';

/** Sizes of a Markov-switching model: k regimes, p lags, own or shared variances (k or 1) and coefficients (k or 1 rows). */
export interface SwitchingShape {
  readonly k: number;
  readonly p: number;
  readonly variances: number;
  readonly arRows: number;
}

/**
 * The free parameters as they are: each transition row but its last entry, means, variances, coefficients.
 * Length k² + variances + arRows·p.
 */
export function naturalVector(model: MarkovSwitchingModel, { k }: SwitchingShape): Float64Array {
  const { transition, means, variances, ar } = model;
  const moves: number[] = [];
  for (let i = 0; i < k; i++) for (let j = 0; j < k - 1; j++) moves.push(transition.data[i * k + j]!);
  return Float64Array.of(...moves, ...means, ...variances, ...ar.data);
}

/** The model of a {@link naturalVector}; the last entry of a transition row is what the others leave. */
export function naturalModel(x: Float64Array, shape: SwitchingShape): MarkovSwitchingModel {
  const { k } = shape;
  const transition = matrix(k, k);
  for (let i = 0; i < k; i++) {
    let rest = 1;
    for (let j = 0; j < k - 1; j++) rest -= transition.data[i * k + j] = x[i * (k - 1) + j]!;
    transition.data[i * k + k - 1] = rest;
  }
  return { transition, ...parts(x, shape) };
}

/** The free parameters on the whole line: log ratios of each transition row to its last entry, log variances. */
export function transformedVector(model: MarkovSwitchingModel, shape: SwitchingShape): Float64Array {
  const { k, variances } = shape;
  const x = naturalVector(model, shape);
  const logOf = (p: number): number => log(Math.max(1e-6, p));
  for (let i = 0; i < k; i++) {
    const last = logOf(model.transition.data[i * k + k - 1]!);
    for (let j = 0; j < k - 1; j++) x[i * (k - 1) + j] = logOf(model.transition.data[i * k + j]!) - last;
  }
  for (let i = 0; i < variances; i++) x[k * k + i] = log(x[k * k + i]!);
  return x;
}

/** The model of a {@link transformedVector}. */
export function switchingModel(x: Float64Array, shape: SwitchingShape): MarkovSwitchingModel {
  const { k } = shape;
  const transition = matrix(k, k);
  for (let i = 0; i < k; i++) {
    let shift = 0;
    for (let j = 0; j < k - 1; j++) shift = Math.max(shift, x[i * (k - 1) + j]!);
    let total = 0;
    for (let j = 0; j < k; j++) {
      const value = exp((j < k - 1 ? x[i * (k - 1) + j]! : 0) - shift);
      transition.data[i * k + j] = value;
      total += value;
    }
    for (let j = 0; j < k; j++) transition.data[i * k + j]! /= total;
  }
  const rest = parts(x, shape);
  return { transition, ...rest, variances: rest.variances.map(exp) };
}

function parts(x: Float64Array, { k, p, variances, arRows }: SwitchingShape): Omit<MarkovSwitchingModel, 'transition'> {
  const from = k * (k - 1);
  return {
    means: x.slice(from, from + k),
    variances: x.slice(k * k, k * k + variances),
    ar: matrix(arRows, p, x.slice(k * k + variances)),
  };
}
