import type { SignalSettings } from './signal-settings.js';

/** What the four signals of a row say. */
export interface Signals {
  readonly longEntry: boolean;
  readonly longExit: boolean;
  readonly shortEntry: boolean;
  readonly shortExit: boolean;
}

/** What is done about them: `by` a size on a side, closing the position, or closing it and opening the other side. */
export type SignalAction =
  | { readonly kind: 'enter' | 'add' | 'remove' | 'cross'; readonly side: 1 | -1 }
  | { readonly kind: 'close' }
  | { readonly kind: 'reverse'; readonly side: 1 | -1 }
  | null;

type Rules = Pick<
  SignalSettings,
  'accumulate' | 'uponLongConflict' | 'uponShortConflict' | 'uponDirConflict' | 'uponOppositeEntry'
>;

/** Which of an entry and an exit of one side are left. */
function resolveSide(entry: boolean, exit: boolean, mode: Rules['uponLongConflict'], held: number): [boolean, boolean] {
  if (!entry || !exit) return [entry, exit];
  if (mode === 'entry' || (mode === 'adjacent' && held !== 0)) return [true, false];
  if (mode === 'exit' || (mode === 'opposite' && held !== 0)) return [false, true];
  return [false, false];
}

/** The side to enter when both are asked for; 0 for neither. */
function resolveDirection(mode: Rules['uponDirConflict'], held: number): number {
  if (mode === 'long') return 1;
  if (mode === 'short') return -1;
  return mode === 'adjacent' ? Math.sign(held) : mode === 'opposite' ? -Math.sign(held) : 0;
}

/**
 * What signals do to a position of `held` units by the rules of vectorbt's `from_signals`: conflicts of one side are resolved
 * first, then entries of both sides, then an entry against the position.
 *
 * `add` and `remove` move a position by the size and never through zero; `cross` sells or buys the size against it, and may.
 */
export function signalAction(held: number, signals: Signals, rules: Rules): SignalAction {
  let { longEntry, longExit, shortEntry, shortExit } = signals;
  if (longEntry || shortEntry) {
    [longEntry, longExit] = resolveSide(longEntry, longExit, rules.uponLongConflict, held);
    [shortEntry, shortExit] = resolveSide(shortEntry, shortExit, rules.uponShortConflict, held);
    if (longEntry && shortEntry) {
      const side = resolveDirection(rules.uponDirConflict, held);
      longEntry = side > 0;
      shortEntry = side < 0;
    }
  }
  if (held === 0) return longEntry ? enter(1) : shortEntry ? enter(-1) : null;
  const side = held > 0 ? 1 : -1;
  const [same, out, against] = side > 0 ? [longEntry, longExit, shortEntry] : [shortEntry, shortExit, longEntry];
  const { accumulate } = rules;
  const removes = accumulate === 'both' || accumulate === 'removeonly';
  const exit: SignalAction = removes ? { kind: 'remove', side: -side as 1 | -1 } : { kind: 'close' };
  if (against) return opposed(-side as 1 | -1, removes, exit, out, rules.uponOppositeEntry);
  if (out) return exit;
  return same && (accumulate === 'both' || accumulate === 'addonly') ? { kind: 'add', side } : null;
}

/** What a stop does that acts as a signal: it closes a position, takes the size off it, or enters the other side. */
export function stopAction(held: number, rules: Rules & Pick<SignalSettings, 'uponStopExit'>): SignalAction {
  const { uponStopExit: mode } = rules;
  const turns = mode === 'reverse' || mode === 'reversereduce';
  const reduces = mode === 'closereduce' || mode === 'reversereduce';
  const [longExit, shortExit] = [!turns && held > 0, !turns && held < 0];
  const [longEntry, shortEntry] = [turns && held < 0, turns && held > 0];
  return signalAction(
    held,
    { longEntry, longExit, shortEntry, shortExit },
    { ...rules, accumulate: reduces ? rules.accumulate : 'disabled', uponOppositeEntry: 'reversereduce' },
  );
}

const enter = (side: 1 | -1): SignalAction => ({ kind: 'enter', side });

/** An entry against the position; `out` when its exit is asked for as well. */
function opposed(
  side: 1 | -1,
  removes: boolean,
  exit: SignalAction,
  out: boolean,
  mode: Rules['uponOppositeEntry'],
): SignalAction {
  if (mode === 'close') return { kind: 'close' };
  if (mode === 'closereduce') return exit;
  if (mode === 'ignore') return out ? exit : null;
  return removes && mode === 'reversereduce' ? { kind: 'cross', side } : { kind: 'reverse', side };
}
