/**
 * Packs every package as it would be published and uses the tarballs as others would, outside the workspace.
 * Usage: node tests/packaging/run.mjs [shape] [alone] [third-parties]   (all without a name; build first)
 */
import { alone } from './alone.mjs';
import { packAll } from './pack.mjs';
import { shape } from './shape.mjs';
import { thirdParties } from './third-parties.mjs';
import { check, finish } from './workbench.mjs';

const suites = { shape, alone, 'third-parties': thirdParties };
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in suites));
if (unknown.length > 0) throw new Error(`there is no ${unknown.join()}; there is ${Object.keys(suites).join(', ')}`);

const tarballs = await packAll();
const chosen = Object.entries(suites).filter(([name]) => asked.length === 0 || asked.includes(name));
await Promise.all(
  chosen.map(([name, suite]) => suite(tarballs).catch((error) => check(name, () => Promise.reject(error)))),
);
finish();
