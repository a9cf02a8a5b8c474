import { createRequire } from 'node:module';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorsOf, finishAuthor, nextPatch, startAuthor } from './authors.mjs';
import { installBot, installIsolated } from './projects.mjs';
import { check, expect, readJson, run } from './workbench.mjs';

const slices = ['acme-sizing', 'acme-ahead', 'acme-linked'];
const everybody = [...slices, 'acme-strategies'];
const idOf = (name) => name.replace('-', '_');
const allow = (...names) => `trust: {allow: [${names.map((name) => `{name: ${name}, range: ^1.0.0}`).join(', ')}]}\n`;
const sizedBy = (name) => `providers: {position_sizing.calculate: ${idOf(name)}}\n`;

/** The line that would allow a package. */
const line = (name) => `trust: {allow: [{name: "${name}", range: "^1.0.0"}]}`;

/** The project's bot, used from a folder within the project that has a configuration of its own. */
function user(project, name, configuration) {
  const cwd = join(project, 'users', name);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'bot-v2.config.yaml'), configuration);
  const bin = join(project, 'node_modules/.bin/bot-v2');
  const bot = (...args) => run(bin, args, cwd, { BOT_V2_STATE_DIR: join(cwd, 'state') });
  const backtest = async (...args) => {
    const done = await bot('--mode', 'backtest', '--symbols', 'MSFT', ...args, '--output', 'json');
    if (done.code !== 0) throw new Error(`exit ${done.code}: ${done.stderr}`);
    const { portfolio, symbols, manifest } = JSON.parse(done.stdout);
    const { orders, orderHash } = portfolio.result.backtest;
    const steps = symbols.MSFT.result.size?.reasons.map(({ step }) => step) ?? [];
    return { orders, orderHash, steps, manifest };
  };
  return { bot, backtest };
}

/** Found by keyword, shown with the line that would allow them, and not run. Gives the hash of the orders without them. */
async function refusedUntilAllowed(manager, project) {
  let own;
  const nobody = user(project, 'nobody', 'log: {level: error}\n');
  await check(`${manager}: found by keyword, and not run until allowed`, async () => {
    const [listed, named, chosen, ...reasons] = await Promise.all([
      nobody.bot('slices'),
      nobody.bot('--strategy', 'channel_trend', '--symbols', 'MSFT'),
      user(project, 'chosen', sizedBy('acme-sizing')).bot('--symbols', 'MSFT'),
      ...everybody.map((name) => nobody.bot('slices', '--why', name)),
    ]);
    for (const [i, name] of everybody.entries()) {
      expect(listed.stdout.includes(name), `slices does not list ${name}:\n${listed.stdout}`);
      const why = reasons[i].stdout + reasons[i].stderr;
      expect(why.includes(line(name)), `no line that would allow ${name}:\n${why}`);
    }
    expect(named.code === 3 && named.stderr.includes(line('acme-strategies')), `its strategy: ${named.stderr}`);
    expect(chosen.code === 4 && chosen.stderr.includes(line('acme-sizing')), `its slice: ${chosen.stderr}`);
    own = await nobody.backtest();
    expect(own.orders > 0 && !own.steps.includes('acme'), `sized by ${own.steps.join()}`);
  });
  return own;
}

/** Allowed, each changes the orders of a run; and the same code gives the same orders however it came here. */
async function changesOrders(manager, project, own) {
  await check(`${manager}: allowed, they change the orders of a run`, async () => {
    const everyone = allow(...everybody);
    const [ambiguous, smaller, trend, other, ...sized] = await Promise.all([
      user(project, 'undecided', everyone).bot('--symbols', 'MSFT'),
      user(project, 'smaller', `${everyone}${sizedBy('acme-sizing')}acme_sizing: {fraction: 0.1}\n`).backtest(),
      user(project, 'trend', allow('acme-strategies')).backtest('--strategy', 'channel_trend'),
      user(project, 'other', allow('acme-strategies')).backtest('--strategy', 'breakout'),
      ...slices.map((name) => user(project, name, allow(name) + sizedBy(name)).backtest()),
    ]);
    expect(
      ambiguous.code === 3 && /BOT_REGISTRY_AMBIGUOUS/.test(ambiguous.stderr),
      `four sizers and no choice: exit ${ambiguous.code}, ${ambiguous.stderr}`,
    );
    for (const [i, { orders, orderHash, steps }] of sized.entries()) {
      expect(orders > 0 && steps[0] === 'acme', `${slices[i]}: ${orders} orders, sized by ${steps.join()}`);
      expect(orderHash !== own.orderHash, `${slices[i]} changes no order`);
      expect(orderHash === sized[0].orderHash, `${slices[i]} trades other orders than ${slices[0]}`);
    }
    expect(smaller.orderHash !== sized[0].orderHash, 'its configuration changes no order');
    expect(trend.orders > 0 && trend.orderHash !== other.orderHash, 'its strategy trades the orders of breakout');
    const { provider } = trend.manifest.strategies.channel_trend;
    expect(provider === 'acme-strategies', `the strategy comes from ${provider}`);
    const short = (hash) => hash.slice(0, 8);
    return `orders ${short(own.orderHash)} become ${short(sized[0].orderHash)}`;
  });
}

/** The version a package finds when it asks for another, from where it is installed. */
const versionSeen = (directory, name) => {
  const from = createRequire(join(realpathSync(directory), 'package.json'));
  const entry = from.resolve(name);
  return readJson(join(entry.slice(0, entry.lastIndexOf(`/${name}/`)), name, 'package.json')).version;
};

/** Packages of other authors: built, packed, installed with npm and with pnpm, refused, allowed, and trading. */
export async function thirdParties(tarballs) {
  const sdk = await nextPatch(tarballs.get('@bot-v2/sdk'));
  const authors = authorsOf(sdk);
  const directories = authors.map((author) => startAuthor(author, 'authors'));
  await installIsolated('authors', tarballs, {
    members: authors.map(({ name }) => name),
    others: authors.filter(({ own }) => own === undefined).map(({ name }) => name),
  });
  const packed = await Promise.all(authors.map((author, i) => finishAuthor(author, directories[i])));
  /** A folder is linked by `file:` in npm, and by `link:` in pnpm. */
  const dependencies = (link) =>
    Object.fromEntries(
      authors.map(({ name }, i) => [name, name === 'acme-linked' ? `${link}:${directories[i]}` : `file:${packed[i]}`]),
    );
  const ahead = authors.find(({ own }) => own !== undefined);

  await Promise.all(
    ['npm', 'pnpm'].map(async (manager) => {
      const project = await installBot(manager, tarballs, dependencies(manager === 'npm' ? 'file' : 'link'));
      await check(`${manager}: a later sdk and an older zod stay beside the bot's`, async () => {
        for (const [name, version] of Object.entries(ahead.own)) {
          const seen = versionSeen(join(project, 'node_modules', ahead.name), name);
          expect(seen === version, `${ahead.name} sees ${name} ${seen}, not ${version}`);
          expect(versionSeen(project, name) !== version, `the project has that ${name} too`);
        }
        return Object.entries(ahead.own).flat().join(' ');
      });
      const own = await refusedUntilAllowed(manager, project);
      if (own !== undefined) await changesOrders(manager, project, own);
    }),
  );
}
