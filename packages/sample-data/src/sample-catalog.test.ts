import { readFileSync } from 'node:fs';
import { sampleSymbols } from './sample-catalog.js';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

test('lists the four symbols with what one needs to choose', () => {
  const rows = sampleSymbols().map(({ symbol, kind, tradable, bars, actions, actionsComplete }) => [
    symbol,
    kind,
    tradable,
    bars,
    actions,
    actionsComplete,
  ]);
  expect(rows).toEqual([
    ['AAPL', 'stock', true, 1260, 21, true],
    ['MSFT', 'stock', true, 3673, 43, true],
    ['TXN', 'stock', true, 3673, 59, false],
    ['SP500', 'index', false, 5105, 0, true],
  ]);
});

test('its entries cannot be changed, and the list is a fresh one', () => {
  const [info] = sampleSymbols();
  expect(Object.isFrozen(info) && Object.isFrozen(info!.source)).toBe(true);
  sampleSymbols().length = 0;
  expect(sampleSymbols()).toHaveLength(4);
});

test('SOURCES.md names every source with its hash, its rows and the content hash', () => {
  const page = read('SOURCES.md');
  for (const { symbol, bars, sha256, source, actionsSource } of sampleSymbols()) {
    expect(page).toContain(`## ${symbol}`);
    for (const fact of [
      `${bars} rows`,
      sha256,
      source.sha256,
      `\`${source.package}\` ${source.version}`,
      source.file,
    ]) {
      expect(page).toContain(fact);
    }
    if (actionsSource) expect(page).toContain(actionsSource.sha256);
  }
});

test('the text of every licence is in the package', () => {
  const texts: Record<string, [path: string, copyright: string]> = {
    ISC: ['licenses/observablehq-sample-datasets.ISC.txt', 'Copyright 2024 Observable, Inc.'],
    'BSD-3-Clause': ['licenses/vega-datasets.BSD-3-Clause.txt', 'University of Washington Interactive Data Lab'],
    'Apache-2.0': ['licenses/amcharts3-dataloader.Apache-2.0.txt', 'Version 2.0, January 2004'],
  };
  for (const { source } of sampleSymbols()) {
    const [path, copyright] = texts[source.license]!;
    expect(read(path)).toContain(copyright);
  }
  const { files } = JSON.parse(read('package.json')) as { files: string[] };
  expect(files).toEqual(expect.arrayContaining(['data', 'licenses', 'SOURCES.md']));
});
