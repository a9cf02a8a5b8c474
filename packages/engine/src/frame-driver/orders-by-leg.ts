/** What tells of the orders of a walk. */
interface SentOrders {
  readonly legs: readonly unknown[];
  readonly orderCount: number;
  forEachOrder(visit: (leg: number) => void): void;
}

/** Orders sent, by leg. */
export function ordersByLeg(walk: SentOrders): readonly number[] {
  if (walk.legs.length === 1) return [walk.orderCount];
  const sent = walk.legs.map(() => 0);
  walk.forEachOrder((leg) => sent[leg]!++);
  return sent;
}
