import { BotError } from '../errors/index.js';
import type { CapabilityManifest, Manifest } from './manifest.js';
import { parsePort } from './port-text.js';

const modes = ['backtest', 'paper', 'live', 'optimize'];

class Reader {
  constructor(private readonly where: string) {}

  fail(path: string, problem: string): never {
    throw new BotError('BOT_REGISTRY_MANIFEST', `${this.where}: ${path} ${problem}`, {
      details: { path },
      hint: 'Write the manifest anew with `bot-v2-manifest write`.',
    });
  }

  record(value: unknown, path: string): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.fail(path, 'must be an object');
    return value as Record<string, unknown>;
  }

  only(record: Record<string, unknown>, keys: readonly string[], path: string): void {
    for (const key of Object.keys(record))
      if (!keys.includes(key)) this.fail(`${path}.${key}`, 'is not a manifest key');
  }

  text(value: unknown, path: string, pattern: RegExp): string {
    if (typeof value !== 'string' || !pattern.test(value)) this.fail(path, `must be text like ${pattern.source}`);
    return value;
  }

  oneOf<T extends string>(value: unknown, path: string, allowed: readonly T[]): T {
    if (!allowed.includes(value as T)) this.fail(path, `must be one of ${allowed.join(', ')}`);
    return value as T;
  }

  texts(value: unknown, path: string, allowed?: readonly string[]): string[] {
    if (!Array.isArray(value)) this.fail(path, 'must be a list');
    return value.map((item: unknown, i) =>
      allowed ? this.oneOf(item, `${path}[${i}]`, allowed) : this.text(item, `${path}[${i}]`, /^\S+$/),
    );
  }

  integer(value: unknown, path: string): number {
    if (typeof value !== 'number' || !Number.isInteger(value)) this.fail(path, 'must be a whole number');
    return value;
  }

  ports(value: unknown, path: string): Record<string, string> {
    const ports = this.record(value, path);
    for (const [name, text] of Object.entries(ports)) {
      if (typeof text !== 'string' || !parsePort(text))
        this.fail(`${path}.${name}`, 'must be a port like "History@1?"');
    }
    return ports as Record<string, string>;
  }
}

const snake = /^[a-z][a-z0-9_]*$/;
const version = /^\d+\.\d+$/;
const consumedVersion = /^\d+\.\d+\??$/;

/**
 * Reads the `botV2` section of a package.json, strictly: an unknown key is an error.
 * @param where named in errors, usually the package's name
 * @throws BOT_REGISTRY_MANIFEST
 */
export function parseManifest(packageJson: unknown, where: string): Manifest {
  const read = new Reader(where);
  const root = read.record(read.record(packageJson, 'package.json')['botV2'], 'botV2');
  if (root['manifest'] !== 1) read.fail('botV2.manifest', 'must be 1');
  const kind = read.oneOf(root['kind'], 'botV2.kind', ['slice', 'strategies']);
  const api = read.integer(root['sdkApi'], 'botV2.sdkApi');
  if (kind === 'strategies') {
    read.only(root, ['manifest', 'kind', 'sdkApi', 'strategies'], 'botV2');
    const strategies: Record<string, { version: string; scope: 'symbol' | 'portfolio'; export: string }> = {};
    for (const [id, value] of Object.entries(read.record(root['strategies'], 'botV2.strategies'))) {
      const path = `botV2.strategies.${read.text(id, 'botV2.strategies', snake)}`;
      const entry = read.record(value, path);
      read.only(entry, ['version', 'scope', 'export'], path);
      strategies[id] = {
        version: read.text(entry['version'], `${path}.version`, /^\d+\.\d+\.\d+/),
        scope: read.oneOf(entry['scope'], `${path}.scope`, ['symbol', 'portfolio']),
        export: read.text(entry['export'], `${path}.export`, /^[A-Za-z_$][\w$]*$/),
      };
    }
    return { manifest: 1, kind, sdkApi: api, strategies };
  }
  read.only(root, ['manifest', 'kind', 'id', 'sdkApi', 'provides', 'consumes', 'modes', 'permissions'], 'botV2');
  const provides: Record<string, CapabilityManifest> = {};
  for (const [id, value] of Object.entries(read.record(root['provides'], 'botV2.provides'))) {
    const path = `botV2.provides.${read.text(id, 'botV2.provides', /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/)}`;
    const entry = read.record(value, path);
    read.only(entry, ['version', 'aliases', 'scope', 'effects', 'in', 'out'], path);
    provides[id] = {
      version: read.text(entry['version'], `${path}.version`, version),
      aliases: read.texts(entry['aliases'], `${path}.aliases`),
      scope: read.oneOf(entry['scope'], `${path}.scope`, ['symbol', 'portfolio']),
      effects: read.oneOf(entry['effects'], `${path}.effects`, ['none', 'read', 'venue']),
      in: read.ports(entry['in'], `${path}.in`),
      out: read.ports(entry['out'], `${path}.out`),
    };
  }
  const consumes = read.record(root['consumes'], 'botV2.consumes');
  for (const [id, needed] of Object.entries(consumes)) read.text(needed, `botV2.consumes.${id}`, consumedVersion);
  return {
    manifest: 1,
    kind,
    id: read.text(root['id'], 'botV2.id', snake),
    sdkApi: api,
    provides,
    consumes: consumes as Record<string, string>,
    modes: read.texts(root['modes'], 'botV2.modes', modes),
    permissions: read.texts(root['permissions'], 'botV2.permissions'),
  };
}
