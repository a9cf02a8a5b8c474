import { join } from 'node:path';
import { packages } from './pack.mjs';
import { check, root, succeed } from './workbench.mjs';

const manifestTool = join(root, 'packages/sdk/dist/bot-v2-manifest.js');

/** The tarballs are well formed, their types resolve, and the committed manifests are those of the code. */
export async function shape(tarballs) {
  await Promise.all([
    check(`${tarballs.size} tarballs are well formed and their types resolve`, async () => {
      await succeed('node', [join(import.meta.dirname, 'lint-tarballs.mjs'), ...tarballs.values()], root);
    }),
    check('committed manifests are those of the code', async () => {
      const nominated = packages.filter(({ json }) => json.keywords.some((word) => word.startsWith('bot-v2-')));
      await Promise.all(nominated.map(({ path }) => succeed('node', [manifestTool, 'check', join(root, path)], root)));
      return `${nominated.length} packages`;
    }),
  ]);
}
