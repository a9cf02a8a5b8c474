export { FillCosts } from './fill-costs.js';
export { floorQuantity, lotOf, moneyUnits, roundAdverse, roundMoney, toMoneyUnits } from './rounding.js';
