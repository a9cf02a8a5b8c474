import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RegimeBreakdown } from '@bot-v2/sdk';
import type { Page } from 'playwright-core';
import { bot, describeBuilt, freshFolder } from '../blackbox/bot.js';
import { describeInChromium } from '../chromium.js';

/** Code that looks at a page from inside, as text. */
const looks = readFileSync(join(import.meta.dirname, 'looks.js'), 'utf8');

interface Shown {
  readonly documents: readonly (readonly [id: string, text: string])[];
  readonly numbers: readonly { document: string; path: string; value: string | null; text: string }[];
  readonly texts: readonly (readonly [path: string, text: string])[];
  readonly lengths: readonly (readonly [path: string, text: string])[];
  readonly manifest: string;
  readonly strays: readonly string[];
}

interface Structure {
  readonly headings: readonly number[];
  readonly charts: readonly (readonly [tabIndex: number, named: boolean])[];
}

async function open(page: Page, file: string): Promise<void> {
  await page.goto(`file://${file}`);
  await page.waitForSelector('html[data-ready]');
  await page.evaluate(looks);
}

/** The value at a JSON pointer. */
function at(root: unknown, pointer: string): unknown {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], root);
}

/** What a shown number says, and half a unit of its last digit. */
function readBack(text: string): { value: number; tolerance: number } {
  const digits = text.replace(/[^0-9.]/g, '');
  const decimals = digits.split('.')[1]?.length ?? 0;
  const scale = text.includes('%') ? 100 : 1;
  const sign = text.includes('-') ? -1 : 1;
  return { value: (sign * Number(digits)) / scale, tolerance: (0.5 * 10 ** -decimals) / scale };
}

async function reportOf(...words: string[]): Promise<{ file: string; json: unknown }> {
  const cwd = freshFolder();
  const run = await bot([...words, '--output', 'json'], { cwd });
  const file = join(cwd, 'page.html');
  const made = await bot(['report', 'last', '--out', file], { cwd });
  expect([made.code, made.stdout]).toEqual([0, `${file}\n`]);
  return { file, json: JSON.parse(run.stdout) };
}

describeBuilt('the report page', () => {
  describeInChromium('in a browser', (browser) => {
    let page: Page;
    let made: { file: string; json: unknown };
    const requests: string[] = [];
    const complaints: string[] = [];

    beforeAll(async () => {
      made = await reportOf('--symbols', 'AAPL');
      page = await browser().newPage({ viewport: { width: 1280, height: 900 } });
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await open(page, made.file);
    }, 120_000);

    it('holds the record of the run, asks the network for nothing and complains of nothing', async () => {
      const embedded = await page.evaluate<string>("looks.text('run')");
      expect(JSON.parse(embedded)).toEqual(made.json);
      expect(requests).toEqual([`file://${made.file}`]);
      expect(complaints).toEqual([]);
      const { verdict } = at(made.json, '/portfolio/result/backtest') as { verdict: string };
      expect(await page.locator('h1').textContent()).toBe(`Verdict ${verdict}`);
      expect(readFileSync(made.file, 'utf8')).not.toMatch(/<[^>]*(?:src|href)="(?!#)/);
    });

    it('shows no number that is not in its JSON, and each as the JSON has it', async () => {
      const shown = await page.evaluate<Shown>('looks.shown()');
      const roots = Object.fromEntries(shown.documents.map(([id, text]) => [id, JSON.parse(text) as unknown]));
      expect(shown.numbers.length).toBeGreaterThan(300);
      for (const { document, path, value, text } of shown.numbers) {
        const kept = at(roots[document], path);
        if (kept === null) expect([path, text, value]).toEqual([path, '–', null]);
        else if (/^\d{4}-\d\d-\d\d$/.test(text)) {
          expect([path, value]).toEqual([path, new Date(kept as number).toISOString()]);
          expect(value!.startsWith(text)).toBe(true);
        } else {
          expect([path, Number(value)]).toEqual([path, kept]);
          const { value: read, tolerance } = readBack(text);
          expect(Math.abs(read - (kept as number))).toBeLessThanOrEqual(tolerance * (1 + 1e-9) + 1e-12);
        }
      }
      for (const [path, text] of shown.texts) expect([path, text]).toEqual([path, at(roots['run'], path)]);
      for (const [path, text] of shown.lengths)
        expect([path, Number(text)]).toEqual([path, (at(roots['run'], path) as unknown[]).length]);
      expect(JSON.parse(shown.manifest)).toEqual(at(roots['run'], '/manifest'));
      expect(shown.strays).toEqual([]);
    });

    it('draws holding at the same exposure as the statistics count it', async () => {
      const derived = JSON.parse(await page.evaluate<string>("looks.text('derived')")) as {
        sameExposure: number[];
        drawdown: number[];
      };
      const stats = at(made.json, '/portfolio/result/backtest') as {
        stats: { maxDrawdown: number };
        benchmark: { sameExposure: { finalEquity: number } };
      };
      expect(derived.sameExposure.at(-1)).toBeCloseTo(stats.benchmark.sameExposure.finalEquity, 6);
      expect(Math.min(...derived.drawdown)).toBeCloseTo(stats.stats.maxDrawdown, 12);
    });

    it('can be read without seeing it: captions, headings, named charts that can be reached', async () => {
      const found = await page.evaluate<Structure>('looks.structure()');
      expect(found).toMatchObject({ uncaptioned: 0, unscoped: 0, unnamed: 0, lost: 0, language: 'en' });
      expect(found.headings[0]).toBe(1);
      found.headings.forEach((level, i) => expect(level - (found.headings[i - 1] ?? 0)).toBeLessThanOrEqual(1));
      expect(found.charts).toEqual(found.charts.map(() => [0, true]));
      expect(found.charts.length).toBeGreaterThanOrEqual(5);
    });

    it('draws every chart, and zooms and pans all of one clock with the keyboard', async () => {
      const pictures = async () => {
        await page.waitForTimeout(100);
        return page.evaluate<string[]>('looks.pictures()');
      };
      await page.focus('[data-chart="price"] .plot');
      const whole = await pictures();
      expect(whole.every((picture) => picture.length > 2_000)).toBe(true);
      for (const key of ['+', '+', 'ArrowRight']) await page.keyboard.press(key);
      const closer = await pictures();
      expect(closer.map((picture, i) => picture !== whole[i])).toEqual([true, true, true, true, false]);
      await page.keyboard.press('0');
      expect(await pictures()).toEqual(whole);
    });

    it('names the regimes of its bands, and files the run by them', async () => {
      const [regimes] = at(made.json, '/portfolio/result/backtest/detail/regimes') as RegimeBreakdown[];
      const names = regimes!.parts.map(({ label }) => label!.replace('_', ' '));
      expect(names.length).toBeGreaterThan(2);
      expect(await page.locator('.key > span').allTextContents()).toEqual(names);
      const rows = page.locator('table', { hasText: 'How the run did in each regime of AAPL' }).locator('tbody th');
      expect(await rows.allTextContents()).toEqual(names);
      const colours = await page.evaluate<string[]>('looks.colours(".key .swatch")');
      expect(new Set(colours).size).toBe(names.length);
    });

    it('fits a phone, light and dark, and prints', async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const viewport = { width: 390, height: 844 };
        const phone = await browser().newPage({ viewport, colorScheme, isMobile: true, hasTouch: true });
        await open(phone, made.file);
        expect(await phone.evaluate<number>('looks.width()')).toBe(viewport.width);
        await phone.close();
      }
      expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(50_000);
    });

    it('holds for several symbols and a run without choices', async () => {
      const { file, json } = await reportOf('--symbols', 'MSFT', 'TXN', '--strategy', 'momentum');
      const other = await browser().newPage();
      const said: string[] = [];
      other.on('console', (message) => said.push(message.text()));
      other.on('pageerror', (error) => said.push(error.message));
      await open(other, file);
      expect(said).toEqual([]);
      expect(await other.locator('[data-chart="price"]').count()).toBe(2);
      const shown = await other.evaluate<Shown>('looks.shown()');
      expect(shown.strays).toEqual([]);
      const profits = shown.numbers.filter(({ path }) => path.endsWith('/contribution/profit'));
      expect(profits).toHaveLength(2);
      for (const { path, value } of profits) expect([path, Number(value)]).toEqual([path, at(json, path)]);
      for (const symbol of ['MSFT', 'TXN'])
        expect(await other.getByText(`How the contribution of ${symbol} did in each regime`).count()).toBe(1);
      await other.close();
    }, 60_000);
  });

  it('refuses a run that is not kept', async () => {
    const unknown = await bot(['report', 'r-00000'], { cwd: freshFolder() });
    expect([unknown.code, unknown.stderr]).toEqual([6, expect.stringMatching(/BOT_RUN_UNKNOWN/)]);
  });
});
