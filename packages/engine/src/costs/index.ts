export { FillCosts } from './fill-costs.js';
export type { FillCostSettings } from './fill-costs.js';
export { instrumentOf } from './instrument.js';
export type { Instrument } from './instrument.js';
export type { CommissionModel, FillModel } from './models.js';
export { toUnitsOf } from './money.js';
export type { ToUnits } from './money.js';
export { floorQuantity, lotOf, moneyUnits, roundAdverse, roundMoney, toMoneyUnits } from './rounding.js';
