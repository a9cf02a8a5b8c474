import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** First line of everything this folder writes. */
export const notice = 'Written from the catalogue by `pnpm catalogue`: do not edit.';

/** `acc-bands` is `accBands`. */
const camel = (kebab: string): string => kebab.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/**
 * The file that gathers a room's catalogue: of every `x.ROLE.ts` the function `x`, its entry `xRole`, its stream
 * `createX` (here or in `x.stream.ts`) and the types it exports.
 */
export function exportsPage(folder: string, role: 'indicator' | 'candlestick'): string {
  const files = readdirSync(folder);
  const entry = role.charAt(0).toUpperCase() + role.slice(1);
  const lines = files
    .filter((file) => file.endsWith(`.${role}.ts`))
    .sort()
    .flatMap((file) => {
      const stem = file.slice(0, -`.${role}.ts`.length);
      const name = camel(stem);
      const wanted = new Set([name, `${name}${entry}`, `create${name.charAt(0).toUpperCase()}${name.slice(1)}`]);
      return [file, `${stem}.stream.ts`]
        .filter((each) => files.includes(each))
        .flatMap((each) => {
          const source = readFileSync(join(folder, each), 'utf8');
          const names = [...source.matchAll(/^export (function|const|interface|type) (\w+)/gm)].flatMap(
            ([, kind, exported]) => {
              if (kind === 'interface' || kind === 'type') return [`type ${exported!}`];
              return wanted.has(exported!) ? [exported!] : [];
            },
          );
          return names.length === 0 ? [] : [`export { ${names.sort().join(', ')} } from './${each.slice(0, -3)}.js';`];
        });
    });
  return `// ${notice}\n${lines.join('\n')}\n`;
}
