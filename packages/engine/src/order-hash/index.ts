export { OrderTape } from './order-tape.js';
export { sha256Hex } from './sha256.js';
export { TapeRows } from './tape-rows.js';
