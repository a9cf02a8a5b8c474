import { packages } from './pack.mjs';
import { folder, install } from './workbench.mjs';

const ours = packages.map(({ json }) => json);

/** For pnpm: whose dependency on which package of ours comes from a tarball; every other choice is the project's. */
function overrides(tarballs, others) {
  const pairs = [
    ...ours.flatMap(({ name, dependencies, peerDependencies }) =>
      Object.keys({ ...dependencies, ...peerDependencies }).map((dependency) => [name, dependency]),
    ),
    ...others.flatMap((name) => [...tarballs.keys()].map((dependency) => [name, dependency])),
  ].filter(([, dependency]) => tarballs.has(dependency));
  return Object.fromEntries(
    pairs.map(([name, dependency]) => [`${name}>${dependency}`, `file:${tarballs.get(dependency)}`]),
  );
}

/**
 * Installs projects that know nothing of each other in one go. Without hoisting, each sees what it lists and every
 * package sees what it lists, as if alone in an empty folder.
 * @param options.members folders of the workspace, below its own
 * @param options.others packages, not of ours, that ask for packages of ours by version
 */
export async function installIsolated(name, tarballs, { members, others = [], files = {} }) {
  const cwd = folder(name, {
    'pnpm-workspace.yaml': {
      packages: members,
      hoist: false,
      autoInstallPeers: false,
      overrides: overrides(tarballs, others),
    },
    ...files,
  });
  await install('pnpm', cwd);
  return cwd;
}

/** A project with the bot and the packages of others, installed by npm or by pnpm. */
export async function installBot(manager, tarballs, dependencies) {
  const {
    '@bot-v2/sdk': sdk,
    '@bot-v2/cli': cli,
    ...rest
  } = Object.fromEntries([...tarballs].map(([name, file]) => [name, `file:${file}`]));
  const directory = folder(`project-${manager}`, {
    'package.json': {
      name: `project-${manager}`,
      private: true,
      dependencies: { '@bot-v2/cli': cli, '@bot-v2/sdk': sdk, zod: '^4.1.0', ...dependencies },
      // npm gives a package the project's sdk where its version fits, and its own where it does not.
      ...(manager === 'npm' ? { overrides: rest } : {}),
    },
    ...(manager === 'pnpm' ? { 'pnpm-workspace.yaml': { packages: [], overrides: overrides(tarballs, []) } } : {}),
  });
  await install(manager, directory);
  return directory;
}
