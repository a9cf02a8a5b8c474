export { fault, isFault } from './fault.js';
export { nearest, suggest } from './suggest.js';
