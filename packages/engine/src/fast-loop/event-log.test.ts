import { createRandom } from '@bot-v2/quant/random';
import { closedMark, EventLog, filledOrderMark, limitedFillMark, orderMark, reasonOf } from './event-log.js';
import { MarketFill } from './market-fill.js';

/** Everything a log holds from a place on: mark, number of the reason, and the first three numbers after the head. */
function read(log: EventLog, from: number): number[][] {
  const events: number[][] = [];
  for (const event = log.from(from); event.next();) {
    const { data, at, mark } = event;
    events.push([mark, reasonOf(data[at]!), ...data.subarray(at + 1, at + (mark === closedMark ? 3 : 4))]);
  }
  return events;
}

describe('an event log', () => {
  it('gives back what was written, in order, from any event on, however many chunks that takes', () => {
    const random = createRandom('log');
    const log = new EventLog();
    const fill = new MarketFill(new Float64Array(0), 'next-open');
    for (const count of [0, 1, 17, 40_000, 300]) {
      log.clear();
      const written: number[][] = [];
      const places: number[] = [];
      for (let row = 0; row < count; row++) {
        places.push(log.end);
        const reason = random.integer(0, 9);
        const what = random.integer(0, 3);
        fill.row = row;
        fill.order = row + 7;
        fill.quantity = row / 4;
        fill.cashLimited = true;
        if (what === 0) log.order(row, row + 7, row / 4, reason);
        else if (what === 1) log.fill(fill, row, reason);
        else if (what === 2) log.filledOrder(fill, row, reason);
        else log.closed(row, row + 7);
        const mark = [orderMark, limitedFillMark, filledOrderMark, closedMark][what]!;
        written.push(what === 3 ? [mark, 0, row, row + 7] : [mark, reason, row, row + 7, row / 4]);
      }
      expect(read(log, 0)).toEqual(written);
      const middle = count >> 1;
      if (count > 0) expect(read(log, places[middle]!)).toEqual(written.slice(middle));
      expect(read(log, log.end)).toEqual([]);
      expect(log.orders).toBe(written.filter(([mark]) => mark === orderMark || mark === filledOrderMark).length);
    }
  });

  it('numbers texts as they come', () => {
    const log = new EventLog();
    const texts = ['order', 'target 1', 'order', 'target 0', 'target 1'];
    expect(texts.map((text) => log.numberOf(text))).toEqual([0, 1, 0, 2, 1]);
    expect(log.text(log.numberOf(''))).toBe('');
    expect(log.text(2)).toBe('target 0');
  });
});
