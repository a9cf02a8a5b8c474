export { technicalAnalysis } from './technical-analysis.js';
