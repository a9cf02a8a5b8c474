export { repair, repairFindings, repairs, undoRepairs } from './repair.js';
export type { Repaired } from './repair.js';
export type { Repair, RepairedColumn, RepairRecord } from './repair-record.js';
