import type { Regime, RegimeLabel } from '@bot-v2/sdk';
import type { LabelProbabilities } from '../label-probabilities.js';
import type { RegimeConfig } from '../regime-config.schema.js';
import type { Persistence } from '../transitions.js';

/** What a model sees of a frame. All columns have the frame's length. */
export interface ModelInput {
  readonly time: Float64Array;
  /** Without splits, dividends left in. */
  readonly close: Float64Array;
  /** Log returns; 0 at row 0, which has none. */
  readonly returns: Float64Array;
  readonly periodsPerYear: number;
  readonly config: RegimeConfig;
  /** Seed of every random start. */
  readonly seed: number | string;
}

/** One fit of a model's parameters, and from when on they were used. */
export interface ModelFit {
  readonly model: Regime['model'];
  /** First row the parameters were used at: the one they were fitted through. */
  readonly row: number;
  /** Time of that row's bar, the last that influenced them. */
  readonly knownThrough: number;
  /** Why there are no parameters; rows have no label until the next fit. */
  readonly unfitted?: 'too_short' | 'constant';
  /** The parameters in words. */
  readonly text: string;
}

/** What a model makes of a frame: row t rests on rows ≤ t, and on parameters fitted on rows ≤ t. */
export interface ModelSeries {
  /** Label of each row, without confirmation; null where the model has none. */
  readonly labels: readonly (RegimeLabel | null)[];
  /** Probabilities of the labels of each row; null where it has none. */
  readonly probabilities: readonly (LabelProbabilities | null)[];
  readonly fits: readonly ModelFit[];
  /** Annual volatility forecast at the last row for the next bar; null where the model forecasts none. */
  readonly volatilityForecast: number | null;
  /** What the fitted model implies for the label in force at the last row; absent where it implies nothing. */
  persistence?(label: RegimeLabel): Partial<Persistence>;
}

/** A model of regimes. */
export type RegimeModel = (input: ModelInput) => ModelSeries;
