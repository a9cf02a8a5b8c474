import { callBounded } from './call-bounded.adapter.js';

const ended = (how: string) => new Error(how);

describe('callBounded', () => {
  it('returns what the work returns, and throws what it throws', () => {
    const thrown = new TypeError('mine');
    expect(callBounded(() => 7, 1000, ended)).toBe(7);
    const failing = () => {
      throw thrown;
    };
    expect(() => callBounded(failing, 1000, ended)).toThrow(thrown);
    expect(callBounded(() => undefined, 1000, ended)).toBeUndefined();
  });

  it('ends an endless loop, one that catches everything too', () => {
    const endless = () => {
      for (;;) {
        try {
          for (;;);
        } catch {
          continue;
        }
      }
    };
    expect(() => callBounded(endless, 50, ended)).toThrow('timeout');
    expect(callBounded(() => 'again', 1000, ended)).toBe('again');
  });
});
