export { helpPage } from './arguments/help-page.js';
export { main } from './main.js';
export { renderRun } from './render/run-report.js';
export type { Page } from './render/page.js';
export { createStyle } from './terminal/style.js';
export type { Style } from './terminal/style.js';
export type { Host, Terminal, TextStream } from './terminal/terminal.js';
