import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FakeApplication, slicePackage, workManifest } from '../../test/packages.js';
import { sixSlices } from '../../test/slices.js';
import { applicationRoots, discover, explain, inlineSlice } from './index.js';
import type { Candidate } from './index.js';

let app: FakeApplication;
beforeEach(() => (app = new FakeApplication()));
afterEach(() => app.remove());

const find = (trust = {}, more = {}): Candidate[] =>
  discover({ roots: [{ directory: app.directory }], trust: { allow: [], ...trust }, ...more });
const reasonOf = (candidates: readonly Candidate[], name: string) => candidates.find((c) => c.name === name)?.reason;

describe('discovery', () => {
  it('loads first-party packages by their manifest, without importing them', () => {
    app.install('@bot-v2/slice-x', slicePackage('x'), { 'index.js': 'throw new Error("imported");' });
    app.install('lodash', {}, {});
    const [only, ...rest] = find();
    expect(rest).toEqual([]);
    expect(only).toMatchObject({
      name: '@bot-v2/slice-x',
      version: '1.2.0',
      id: 'x',
      kind: 'slice',
      origin: 'first-party',
      status: 'loaded',
      reason: null,
    });
  });

  it('refuses an unlisted third-party package with the line that would allow it', () => {
    app.install('acme-slice', slicePackage('acme'));
    const reason = reasonOf(find(), 'acme-slice');
    expect(reason?.code).toBe('BOT_REGISTRY_NOT_TRUSTED');
    expect(reason?.hint).toContain('trust: {allow: [{name: "acme-slice", range: "^1.2.0"}]}');
  });

  it.each([
    ['^1.0.0', 'loaded'],
    ['1.2.0', 'loaded'],
    ['*', 'loaded'],
    ['>=1 <2', 'loaded'],
    ['~1.1.0', 'refused'],
    ['^2.0.0', 'refused'],
    ['nonsense', 'refused'],
  ])('holds a listed package against its range %s: %s', (range, status) => {
    app.install('acme-slice', slicePackage('acme'));
    expect(find({ allow: [{ name: 'acme-slice', range }] })[0]?.status).toBe(status);
  });

  it('trusts a package of its own workspace, not one linked from elsewhere', () => {
    app.write('pnpm-workspace.yaml', 'packages: [packages/*]');
    app.install('own-slice', slicePackage('own'), {}, 'packages');
    app.link('own-slice', join(app.directory, 'packages/own-slice'));
    const elsewhere = new FakeApplication();
    elsewhere.install('far-slice', slicePackage('far'), {}, 'packages');
    app.link('far-slice', join(elsewhere.directory, 'packages/far-slice'));
    const found = find();
    elsewhere.remove();
    expect(found.find((c) => c.id === 'own')).toMatchObject({ origin: 'workspace', status: 'loaded' });
    expect(found.find((c) => c.id === 'far')).toMatchObject({ origin: 'third-party', status: 'refused' });
  });

  it.each([
    [
      'a manifest without provides',
      { keywords: ['bot-v2-slice'], botV2: { manifest: 1, kind: 'slice', id: 'x', sdkApi: 1 } },
      'BOT_REGISTRY_MANIFEST',
    ],
    ['no manifest at all', { keywords: ['bot-v2-slice'] }, 'BOT_REGISTRY_MANIFEST'],
    ['the other kind', { keywords: ['bot-v2-strategies'], botV2: workManifest('x') }, 'BOT_REGISTRY_MANIFEST'],
    ['another interface', slicePackage('x', { sdkApi: 2 }), 'BOT_REGISTRY_API_VERSION'],
    ['a name that is a configuration key', slicePackage('account'), 'BOT_REGISTRY_NAME_TAKEN'],
  ])('refuses %s', (_, json, code) => {
    app.install('@bot-v2/slice-x', json as Record<string, unknown>);
    expect(reasonOf(find(), '@bot-v2/slice-x')?.code).toBe(code);
  });

  it('refuses a package.json that is not JSON', () => {
    app.install('@bot-v2/slice-x', slicePackage('x'));
    app.write('node_modules/@bot-v2/slice-x/package.json', '{"keywords": ["bot-v2-slice"],');
    expect(reasonOf(find(), '@bot-v2/slice-x')?.code).toBe('BOT_REGISTRY_MANIFEST');
  });

  it('lets the first-party package keep a name that a third party claims', () => {
    app.install('@bot-v2/slice-x', slicePackage('x'));
    app.install('acme-x', slicePackage('x'));
    const found = find({ allow: [{ name: 'acme-x', range: '*' }] });
    expect(found.find((c) => c.name === '@bot-v2/slice-x')?.status).toBe('loaded');
    expect(reasonOf(found, 'acme-x')).toMatchObject({
      code: 'BOT_REGISTRY_NAME_TAKEN',
      text: expect.stringContaining('@bot-v2/slice-x'),
    });
  });

  it('refuses two third parties that claim one name', () => {
    app.install('acme-x', slicePackage('x'));
    app.install('beta-x', slicePackage('x'));
    const found = find({
      allow: [
        { name: 'acme-x', range: '*' },
        { name: 'beta-x', range: '*' },
      ],
    });
    expect(found.map((c) => c.reason?.code)).toEqual(['BOT_REGISTRY_NAME_TAKEN', 'BOT_REGISTRY_NAME_TAKEN']);
  });

  it('lets a slice registered in process stand in for an installed one', () => {
    app.install('@bot-v2/slice-data', slicePackage('data'));
    const found = find({}, { inline: [inlineSlice(sixSlices[0]!)] });
    expect(found.find((c) => c.origin === 'inline')?.status).toBe('loaded');
    expect(reasonOf(found, '@bot-v2/slice-data')?.code).toBe('BOT_REGISTRY_NAME_TAKEN');
  });

  it('counts a package reached from two applications once', () => {
    app.install('@bot-v2/slice-x', slicePackage('x'));
    const project = new FakeApplication();
    project.link('@bot-v2/slice-x', join(app.directory, 'node_modules/@bot-v2/slice-x'));
    const roots = [{ directory: app.directory }, { directory: project.directory, development: true }];
    const found = discover({ roots });
    project.remove();
    expect(found).toHaveLength(1);
  });

  it('uses the copy of the application when the project has another one, and says so', () => {
    app.install('@bot-v2/slice-x', slicePackage('x'));
    const project = new FakeApplication();
    project.install('@bot-v2/slice-x', { ...slicePackage('x'), version: '9.0.0' });
    const found = discover({ roots: [{ directory: app.directory }, { directory: project.directory }] });
    project.remove();
    expect(found.map((c) => [c.version, c.status])).toEqual(
      expect.arrayContaining([
        ['1.2.0', 'loaded'],
        ['9.0.0', 'refused'],
      ]),
    );
  });

  it('counts devDependencies only for the project', () => {
    app.install('@bot-v2/slice-x', slicePackage('x'));
    app.write('package.json', JSON.stringify({ devDependencies: { '@bot-v2/slice-x': '*' } }));
    expect(discover({ roots: [{ directory: app.directory }] })).toEqual([]);
    expect(discover({ roots: [{ directory: app.directory, development: true }] })).toHaveLength(1);
  });

  it('finds packages in node_modules of a parent, and the project from below it', () => {
    app.install('@bot-v2/slice-x', slicePackage('x'));
    const inner = join(app.directory, 'deep/er');
    mkdirSync(inner, { recursive: true });
    expect(applicationRoots(undefined, inner)).toEqual([{ directory: app.directory, development: true }]);
    expect(applicationRoots(app.directory, inner)).toEqual([{ directory: app.directory }]);
  });
});

describe('explain', () => {
  it('says why, for every name a package has', () => {
    app.install('acme-slice', slicePackage('acme'));
    const found = find();
    for (const name of ['acme-slice', 'acme', 'acme.work']) {
      expect(explain(name, found).join('\n')).toContain('BOT_REGISTRY_NOT_TRUSTED');
    }
  });

  it('tells what a slice needs from what it can do without', () => {
    app.install('acme-slice', slicePackage('acme', { consumes: { 'a.needed': '1.0', 'b.wanted': '1.2?' } }));
    const lines = explain('acme', find());
    expect(lines).toEqual(expect.arrayContaining(['  consumes a.needed 1.0', '  consumes b.wanted 1.2, if provided']));
  });

  it('names the nearest one for a name nobody has', () => {
    app.install('@bot-v2/slice-x', slicePackage('momentum'));
    expect(() => explain('momentm', find())).toThrow(
      expect.objectContaining({
        code: 'BOT_REGISTRY_MISSING',
        hint: expect.stringContaining('Did you mean "momentum"?'),
      }),
    );
  });
});
