import type { Point } from './dimension.js';

/** What a point is worth, lower is better; null where it could not be told, which is worse than any number. */
export type Loss = number | null;

/**
 * A search that is asked what to try and told what came of it. It holds no clock and no hidden randomness: the same
 * answers lead to the same questions, and a search restored from its state goes on as if it had never stopped.
 */
export interface Search<State, L = Loss> {
  /** The points to try next, the same until they are answered; none when the search is over. */
  ask(): readonly Point[];
  /**
   * The losses of the points last asked for, in their order.
   * @throws RangeError when their number is another
   */
  tell(losses: readonly L[]): void;
  /** Where the search stands, as plain data. */
  state(): State;
}

/** A search as plain data: what was tried, and what is being tried. */
export interface Trace {
  readonly points: readonly Point[];
  readonly losses: readonly Loss[];
  /** Asked for and not answered; null when the next call of `ask` has to think. */
  readonly pending: readonly Point[] | null;
}

/** An empty trace. */
export const emptyTrace: Trace = { points: [], losses: [], pending: null };

/** A trace with its pending points answered. @throws RangeError when the number of losses is another */
export function answered(trace: Trace, losses: readonly Loss[], where: string): Trace {
  const { points, pending } = trace;
  requireAnswers(where, pending, losses);
  return { points: [...points, ...pending!], losses: [...trace.losses, ...losses], pending: null };
}

/** Up to `count` points that `draw` gives for those drawn so far; fewer when it has none. Each is added to `seen`. */
export function drawPoints(
  count: number,
  seen: Set<string>,
  draw: (drawn: readonly Point[]) => Point | undefined,
): Point[] {
  const drawn: Point[] = [];
  while (drawn.length < count) {
    const point = draw(drawn);
    if (point === undefined) break;
    seen.add(pointKey(point));
    drawn.push(point);
  }
  return drawn;
}

/** @throws RangeError unless there is one answer for each pending question */
export function requireAnswers(where: string, pending: readonly unknown[] | null, losses: readonly unknown[]): void {
  if (pending?.length !== losses.length) {
    throw new RangeError(`${where}: ${losses.length} losses told, ${pending?.length ?? 0} were asked for`);
  }
}

/** A loss that compares: null and NaN become Infinity. */
export const comparable = (loss: Loss): number => (loss === null || Number.isNaN(loss) ? Infinity : loss);

/** Identity of a point. */
export const pointKey = (point: Point): string => point.join(' ');
