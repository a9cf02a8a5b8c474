import { parsePort } from '@bot-v2/sdk/manifest';
import type { BacktestResult, Bars, ExecutionResult, Passport, RunResult, SymbolValues } from '@bot-v2/sdk';
import type { BoundWorkflow } from '../workflow/index.js';
import { dig } from './assemble-input.js';
import type { World } from './world.js';

type PortfolioValues = RunResult['portfolio']['result'];
type Mutable = Record<string, unknown>;

/** Keys of the result under which ports of the sdk appear, for the portfolio and per symbol. */
const portfolioKeys: Readonly<Record<string, keyof PortfolioValues>> = {
  'SessionReport@1': 'session',
  'Correlation@1': 'correlation',
  'StrategyComparison@1': 'comparison',
};

const symbolKeys: Readonly<Record<string, keyof SymbolValues>> = {
  'Analysis@1': 'analysis',
  'Regime@1': 'regime',
  'StrategyChoice@1': 'choice',
  'PositionSize@1': 'size',
  'Allocation@1': 'allocation',
  'Study@1': 'study',
};

function passport(bars: Bars): Passport {
  const { symbol, interval, length, basis, actions, provenance, quality } = bars;
  return { symbol, interval, bars: length, basis, actions: [...actions], provenance, quality };
}

function other(target: Mutable, name: string, value: unknown): void {
  target['other'] = { ...(target['other'] as object | undefined), [name]: value };
}

function placeSymbol(target: Mutable, port: string, name: string, value: unknown): void {
  const key = symbolKeys[port];
  if (port === 'Bars@1') target['data'] = passport(value as Bars);
  else if (key !== undefined) target[key] = value;
  else other(target, name, value);
}

/** The values of a run by symbol and for the portfolio; of several values of one port the last one counts. */
export function resultValues(
  workflow: BoundWorkflow,
  world: World,
  symbols: readonly string[],
): { readonly symbols: Readonly<Record<string, SymbolValues>>; readonly portfolio: PortfolioValues } {
  const perSymbol: Record<string, Mutable> = {};
  for (const symbol of symbols) {
    const named = world.ports.choices.get(symbol);
    perSymbol[symbol] = named === undefined ? {} : { choice: named };
  }
  const portfolio: Mutable = {};
  const placeBacktest = (result: BacktestResult): void => {
    portfolio['backtest'] = result.portfolio;
    for (const [symbol, report] of Object.entries(result.bySymbol))
      if (perSymbol[symbol]) perSymbol[symbol]['backtest'] = report;
  };
  const placePortfolio = (port: string, name: string, value: unknown): void => {
    if (port === 'BacktestResult@1') placeBacktest(value as BacktestResult);
    else if (portfolioKeys[port] !== undefined) portfolio[portfolioKeys[port]] = value;
    else if (port === 'ExecutionResult@1') {
      const result = value as ExecutionResult;
      if (result.kind === 'backtest') placeBacktest(result.backtest);
      else portfolio['session'] = result.session;
    } else other(portfolio, name, value);
  };
  for (const { step, resolved } of workflow.steps) {
    for (const [output, text] of Object.entries(resolved?.definition.out ?? {})) {
      const use = parsePort(text)!;
      const port = `${use.name}@${use.major}`;
      if (resolved?.definition.scope === 'symbol') {
        for (const symbol of symbols) {
          const value = world.outputs(step.id, symbol)?.[output];
          if (value !== undefined && !use.bySymbol) placeSymbol(perSymbol[symbol]!, port, use.name, value);
        }
        continue;
      }
      const value = world.outputs(step.id, null)?.[output];
      if (value === undefined) continue;
      if (!use.bySymbol) placePortfolio(port, use.name, value);
      else
        for (const [symbol, entry] of Object.entries(value as object))
          if (perSymbol[symbol]) placeSymbol(perSymbol[symbol], port, use.name, entry);
    }
  }
  for (const { name, value, path } of workflow.outputs) {
    if (value.scope === 'portfolio') {
      const found = dig(world.get(value, null), path);
      if (found !== undefined) other(portfolio, name, found);
      continue;
    }
    for (const symbol of symbols) {
      const found = dig(world.get(value, symbol), path);
      if (found !== undefined) other(perSymbol[symbol]!, name, found);
    }
  }
  return { symbols: perSymbol as Record<string, SymbolValues>, portfolio: portfolio as PortfolioValues };
}
