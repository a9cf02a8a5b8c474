/**
 * What must and what must not compile. `pnpm typecheck` reads this file: a line marked `@ts-expect-error` that compiles
 * is an error.
 */
import { z } from 'zod';
import {
  analyze,
  defineCapability,
  defineSlice,
  defineStrategy,
  detectRegime,
  getData,
  History,
  ifProvided,
  labelRegimes,
  optional,
} from './index.js';
import { bySymbol, portType, Regime } from './index.js';
import type { Analysis, Bars, BySymbol, HandlerOf, InputOf, OutputOf, RunContext } from './index.js';

declare const regime: Regime;
declare const analysis: Analysis;
declare const bars: Bars;
declare const ctx: RunContext;

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const equal = <A, B>(same: Equal<A, B>): boolean => same;

// Inputs and outputs follow from the ports.
equal<OutputOf<typeof detectRegime>['regime'], Regime>(true);
equal<InputOf<typeof detectRegime>['history'], Bars>(true);

const Weather = portType('Weather', 1, z.strictObject({ rain: z.boolean() }));
const forecast = defineCapability('weather.forecast', {
  in: { histories: bySymbol(History), regime: optional(Regime) },
  out: { weather: Weather },
  version: '1.0',
  scope: 'portfolio',
  effects: 'none',
});
equal<InputOf<typeof forecast>['histories'], BySymbol<Bars>>(true);
const withoutRegime: InputOf<typeof forecast> = { histories: { AAPL: bars } };
// @ts-expect-error a required input is missing
const withoutHistories: InputOf<typeof forecast> = { regime };
const rain: HandlerOf<typeof forecast> = () => ({ weather: { rain: true } });

// A slice has a handler for every capability it provides, of the right type.
defineSlice({
  id: 'good',
  provides: { detect: detectRegime, analyze },
  consumes: { data: getData },
  create: () => ({
    handlers: {
      detect: () => ({ regime }),
      analyze: async ({ history }) => ({ analysis: { ...analysis, symbol: history.symbol } }),
    },
  }),
});
defineSlice({
  id: 'handler_missing',
  provides: { detect: detectRegime, analyze },
  // @ts-expect-error analyze has no handler
  create: () => ({ handlers: { detect: () => ({ regime }) } }),
});
defineSlice({
  id: 'handler_of_wrong_port',
  provides: { detect: detectRegime },
  // @ts-expect-error a regime is due, not an analysis
  create: () => ({ handlers: { detect: () => ({ regime: analysis }) } }),
});
defineSlice({
  id: 'output_missing',
  provides: { detect: detectRegime },
  // @ts-expect-error the output has no regime
  create: () => ({ handlers: { detect: () => ({}) } }),
});
defineSlice({
  id: 'wrong_input',
  provides: { detect: detectRegime },
  create: () => ({
    handlers: {
      detect: (input) => {
        // @ts-expect-error detect gets a history, no evaluation
        void input.evaluation;
        return { regime };
      },
    },
  }),
});
defineSlice({
  id: 'configured',
  provides: { detect: detectRegime },
  config: z.strictObject({ window: z.number().default(60) }),
  create: ({ config }) => {
    equal<typeof config.window, number>(true);
    // @ts-expect-error the schema knows no such key
    void config.windows;
    return { handlers: { detect: () => ({ regime }) } };
  },
});

// `use` is typed by its token.
const data = ctx.use(getData);
void data({ request: { symbol: 'AAPL', interval: '1d' } }).then((out) => equal<typeof out.bars, Bars>(true));
// @ts-expect-error a request has a symbol
void data({ request: { interval: '1d' } });

// What a slice can do without may not be there, and may not answer.
const label = ctx.useIfProvided(labelRegimes);
// @ts-expect-error it may be missing
void label({ history: bars });
void label?.({ history: bars }).then((out) => equal<typeof out, OutputOf<typeof labelRegimes> | undefined>(true));
// @ts-expect-error a history is due
void label?.({});
defineSlice({
  id: 'can_do_without',
  provides: { analyze },
  consumes: { data: getData, label: ifProvided(labelRegimes) },
  create: () => ({ handlers: { analyze: () => ({ analysis }) } }),
});
defineSlice({
  id: 'provides_no_maybe',
  // @ts-expect-error what is provided is provided
  provides: { label: ifProvided(labelRegimes) },
  create: () => ({ handlers: { label: () => ({}) } }),
});

// A strategy needs no annotations when `prepare` comes before `onBar`, and reads columns through cursors only.
defineStrategy({
  id: 'typed',
  version: '1.0.0',
  params: z.strictObject({ n: z.number().int().default(20) }),
  search: { n: [10, 20] },
  warmup: (p) => p.n,
  state: () => ({ entered: -1 }),
  prepare: (frame, p, ta) => ({ mom: ta.roc(frame.close, p.n), close: frame.close }),
  onBar: ({ t, cols, p, state, out }) => {
    state.entered = t;
    if (cols.mom.now > p.n && cols.close.now > cols.close.ago(1)) out.target(1);
    // @ts-expect-error a cursor is not a column: nothing can be read by index
    void cols.close[t + 1];
    // @ts-expect-error nor its buffer
    void cols.close.buffer;
    // @ts-expect-error no such column was prepared
    void cols.volume;
    // @ts-expect-error no such parameter
    void p.m;
    // @ts-expect-error the state has no such key
    state.left = 1;
  },
});
defineStrategy({
  id: 'search_of_unknown_parameter',
  version: '1.0.0',
  params: z.strictObject({ n: z.number().default(1) }),
  // @ts-expect-error m is no parameter
  search: { m: [1, 2] },
  warmup: () => 0,
  prepare: (frame) => ({ close: frame.close }),
  onBar: () => undefined,
});

// A decision may be a column of `prepare` instead.
defineStrategy({
  id: 'by_column',
  version: '1.0.0',
  params: z.strictObject({ n: z.number().default(1) }),
  warmup: (p) => p.n,
  prepare: (frame, p, ta) => ({ signal: ta.rocp(frame.close, p.n) }),
  target: 'signal',
});
defineStrategy({
  id: 'by_signals',
  version: '1.0.0',
  params: z.strictObject({}),
  warmup: () => 0,
  prepare: (frame) => ({ wanted: new Int8Array(frame.length) }),
  position: 'wanted',
});
defineStrategy({
  id: 'by_words',
  version: '1.0.0',
  params: z.strictObject({}),
  warmup: () => 0,
  // @ts-expect-error a column is of floats or of bytes
  prepare: (frame) => ({ wanted: new Int32Array(frame.length) }),
  position: 'wanted',
});
defineStrategy({
  id: 'by_comparison',
  version: '1.0.0',
  params: z.strictObject({ n: z.number().default(1) }),
  warmup: (p) => p.n,
  prepare: (frame, p, ta) => ({ close: frame.close, average: ta.sma(frame.close, p.n) }),
  position: { crosses: ['close', 'average'] },
});
defineStrategy({
  id: 'by_no_column',
  version: '1.0.0',
  params: z.strictObject({}),
  warmup: () => 0,
  prepare: (frame) => ({ signal: frame.close }),
  // @ts-expect-error no such column is prepared
  position: 'signals',
});
// @ts-expect-error it does not decide
defineStrategy({
  id: 'in_no_way',
  version: '1.0.0',
  params: z.strictObject({}),
  warmup: () => 0,
  prepare: (frame) => ({ signal: frame.close }),
});
// @ts-expect-error it decides twice
defineStrategy({
  id: 'in_two_ways',
  version: '1.0.0',
  params: z.strictObject({}),
  warmup: () => 0,
  prepare: (frame) => ({ signal: frame.close }),
  target: 'signal',
  onBar: () => undefined,
});
void [withoutRegime, withoutHistories, rain];

// Columns of longer bars reach `prepare` under their names.
defineStrategy({
  id: 'two_timeframes',
  version: '1.0.0',
  params: z.strictObject({ weeks: z.number().default(10) }),
  warmup: (p) => p.weeks * 5,
  timeframes: {
    '1w': (week, p, ta) => ({ trend: ta.sma(week.close, p.weeks), weekLow: week.low }),
    '1M': (month) => ({ monthOpen: month.open }),
  },
  prepare: (daily, _p, _ta, inputs) => {
    equal<typeof inputs.trend, Float64Array>(true);
    equal<typeof inputs.monthOpen, Float64Array>(true);
    return { close: daily.close, trend: inputs.trend };
  },
  onBar: ({ cols, out }) => out.target(cols.close.now > cols.trend.now ? 1 : 0),
});
defineStrategy({
  id: 'no_such_interval',
  version: '1.0.0',
  params: z.strictObject({}),
  warmup: () => 0,
  // @ts-expect-error there are no bars of two weeks
  timeframes: { '2w': (bars: Bars) => ({ close: bars.close }) },
  prepare: (daily) => ({ close: daily.close }),
  onBar: () => undefined,
});
