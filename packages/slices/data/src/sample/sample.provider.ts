import { BotError, suggestName } from '@bot-v2/sdk';
import type { BarsRequest, CorporateAction } from '@bot-v2/sdk';
import type { SampleAction } from '@bot-v2/sample-data';
import type { BarsProvider, LoadedBars } from '../provider.js';

/** The action as the ledger takes it: where a source only bounds an amount, the midpoint stands. */
function portAction(action: SampleAction): CorporateAction {
  if (action.type === 'split') {
    return { type: 'split', exDate: action.exDate, ratio: action.ratio, source: action.source };
  }
  const { exDate, amount, source } = action;
  return { type: 'dividend', exDate, amount, source, ...(action.special ? { special: true } : {}) };
}

/**
 * The bundled daily bars: raw prices and actions, offline. The package is imported on the first request.
 * Symbols are found whatever their case, and keep the one they were asked for by.
 */
export function createSampleProvider(): BarsProvider {
  return {
    id: 'sample',
    interval: '1d',
    async load({ symbol, interval }: BarsRequest): Promise<LoadedBars> {
      const { loadSample, sampleSymbols } = await import('@bot-v2/sample-data');
      const names = sampleSymbols().map((info) => info.symbol);
      const name = names.find((known) => known.toUpperCase() === symbol.toUpperCase());
      if (name === undefined) {
        throw new BotError('BOT_DATA_NOT_FOUND', `the sample data has no symbol "${symbol}"`, {
          details: { symbol, known: names },
          hint: `${suggestName(symbol, names)} Your own files: --provider csv --set data.csv.path=FILE_OR_FOLDER.`,
        });
      }
      if (interval !== '1d') {
        throw new BotError('BOT_DATA_NOT_FOUND', `the sample data of ${name} has no ${interval} bars`, {
          details: { symbol: name, interval, known: ['1d'] },
          hint: 'The bundled bars are daily: --interval 1d.',
        });
      }
      const { time, open, high, low, close, volume, ...frame } = loadSample(name);
      const { source, actionsComplete } = frame.info;
      return {
        symbol,
        columns: { time, open, high, low, close, volume },
        basis: frame.basis,
        actions: frame.actions.map(portAction),
        calendar: 'XNYS',
        provenance: {
          kind: 'real',
          provider: 'sample',
          source: `npm ${source.package}@${source.version} ${source.file}`,
          license: source.license,
        },
        quality: {
          tradable: frame.tradable,
          periodsPerYear: 252,
          currency: frame.currency,
          // A price index lacks the dividends of its members, however complete its own (empty) list of actions.
          dividendsKnown: actionsComplete && frame.info.kind === 'stock',
        },
      };
    },
  };
}
