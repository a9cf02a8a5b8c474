import { getData, detectRegime, allocate, ifProvided, labelRegimes } from '../capabilities/index.js';
import { defineSlice } from '../slice/define-slice.js';
import { diffManifest, manifestOf, parseConsumed, parseManifest, parsePort } from './index.js';

const slice = defineSlice({
  id: 'many',
  provides: { allocate, detect: detectRegime },
  consumes: { data: getData, label: ifProvided(labelRegimes) },
  modes: ['backtest'],
  permissions: ['fs:read'],
  create: () => ({
    handlers: {
      allocate: () => ({ allocation: {} }),
      detect: () => {
        throw new Error('unused');
      },
    },
  }),
});
const manifest = manifestOf(slice);

it('the manifest of a slice reads back as itself', () => {
  expect(parseManifest({ botV2: JSON.parse(JSON.stringify(manifest)) }, 'many')).toEqual(manifest);
  expect(manifest.provides['adaptive_portfolio.allocate']!.in).toEqual({
    histories: 'BySymbol<History@1>',
    choices: 'BySymbol<StrategyChoice@1>',
    regimes: 'BySymbol<Regime@1>?',
    account: 'Account@1',
  });
  expect(manifest.consumes).toEqual({ 'data.get_data': '1.0', 'market_regime.label': '1.0?' });
  expect(parseConsumed('1.0')).toEqual({ version: '1.0', optional: false });
  expect(parseConsumed('1.0?')).toEqual({ version: '1.0', optional: true });
});

it('drift is listed key by key', () => {
  const stated = structuredClone(manifest) as unknown as {
    modes: string[];
    provides: Record<string, { version: string }>;
    consumes: Record<string, string>;
  };
  stated.modes = ['paper'];
  stated.provides['market_regime.detect']!.version = '2.0';
  stated.consumes['market_regime.label'] = '1.0';
  expect(diffManifest(stated, manifest)).toEqual([
    'botV2.provides.market_regime.detect.version: "2.0" → "1.0"',
    'botV2.consumes.market_regime.label: "1.0" → "1.0?"',
    'botV2.modes.0: "paper" → "backtest"',
  ]);
});

it.each([
  ['no section', {}, 'botV2 must be an object'],
  ['another major', { ...manifest, manifest: 2 }, 'botV2.manifest must be 1'],
  ['an unknown key', { ...manifest, colour: 'red' }, 'botV2.colour is not a manifest key'],
  ['an unknown mode', { ...manifest, modes: ['dream'] }, 'botV2.modes[0] must be one of'],
  ['a bad version', { ...manifest, consumes: { 'a.b': '1?' } }, 'botV2.consumes.a.b must be text like'],
  ['a bad id', { ...manifest, id: 'Many-Things' }, 'botV2.id must be text like'],
  [
    'a bad port',
    {
      ...manifest,
      provides: {
        'a.b': { version: '1.0', aliases: [], scope: 'symbol', effects: 'none', in: { x: 'history' }, out: {} },
      },
    },
    'botV2.provides.a.b.in.x must be a port',
  ],
])('%s is refused by name', (_name, botV2, message) => {
  const json = Object.keys(botV2).length === 0 ? {} : { botV2 };
  expect(() => parseManifest(json, 'acme')).toThrow(
    expect.objectContaining({ code: 'BOT_REGISTRY_MANIFEST', message: expect.stringContaining(`acme: ${message}`) }),
  );
});

it.each([
  ['History@1', { name: 'History', major: 1, bySymbol: false, optional: false }],
  ['Regime@2?', { name: 'Regime', major: 2, bySymbol: false, optional: true }],
  ['BySymbol<Regime@1>?', { name: 'Regime', major: 1, bySymbol: true, optional: true }],
  ['history', undefined],
  ['BySymbol<History@1', undefined],
])('reads %s', (text, expected) => expect(parsePort(text)).toEqual(expected));
