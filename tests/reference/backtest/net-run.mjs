import { runFrames } from '@bot-v2/engine';
import { flatAccount } from '@bot-v2/sdk';

/** Runs a strategy on one symbol that trades a net position, from a row of its bars on. */
export function netRun(bars, strategy, params, cash, terms, policies, models, from = 0) {
  return runFrames({
    legs: [{ symbol: 'X', bars, from, strategy, params }],
    account: flatAccount(cash, terms),
    policies,
    ...(models === undefined ? {} : { models }),
    risk: { maxPosition: Infinity, absurdFactor: Infinity },
    probe: false,
  });
}

/** Cash at each close: equity less what the position is worth, or of futures less its margin. */
export function cashCurve(run, contractMargin) {
  const { bars, from } = run.legs[0];
  const fills = run.fills.toArray();
  let position = 0;
  let next = 0;
  return run.equity.map((equity, k) => {
    const row = from + k;
    for (; next < fills.length && fills[next].time <= bars.time[row]; next++) {
      position += fills[next].side === 'buy' ? fills[next].quantity : -fills[next].quantity;
    }
    return equity - (contractMargin === undefined ? position * bars.close[row] : Math.abs(position) * contractMargin);
  });
}
