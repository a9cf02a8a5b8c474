import { writeFileSync } from 'node:fs';
import { helpPage } from './arguments/help-page.js';

/* Build step: writes the page that `bin.js` prints for `--help` without loading anything. */
writeFileSync(new URL('help.txt', import.meta.url), await helpPage());
