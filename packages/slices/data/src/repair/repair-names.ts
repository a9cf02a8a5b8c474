/** Names of all repairs: each answers the findings of the check of that name. */
export const repairNames = [
  'bad_split',
  'missing_split_adjustment',
  'hundredfold_error',
  'currency_unit_switch',
  'phantom_dividend',
  'bad_dividend',
  'capital_gain_counted_twice',
  'missing_dividend_adjustment',
] as const;
/** Name of a repair. */
export type RepairName = (typeof repairNames)[number];
