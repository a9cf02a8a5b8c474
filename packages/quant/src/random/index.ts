export { hashString } from './hash-string.js';
export { createRandom, type Random, type Shuffleable } from './random.js';
