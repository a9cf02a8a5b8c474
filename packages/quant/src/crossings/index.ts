export { crossings, crossingsFromLastSide } from './crossings.js';
