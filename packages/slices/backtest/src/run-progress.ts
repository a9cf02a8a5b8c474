import type { RunContext } from '@bot-v2/sdk';

/** Emits `step.progress` with `{ done, total }` (bars), at most once per per cent. */
export function barProgress(ctx: Pick<RunContext, 'bus'>): (done: number, total: number) => void {
  let shown = -1;
  return (done, total) => {
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    if (percent === shown) return;
    shown = percent;
    ctx.bus.emit({
      type: 'step.progress',
      severity: 'debug',
      message: `backtest: ${done} of ${total} bars`,
      slice: 'backtest',
      data: { done, total },
    });
  };
}
