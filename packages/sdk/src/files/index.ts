export { makeDirectory } from './make-directory.adapter.js';
export { writeWhole } from './write-whole.adapter.js';
