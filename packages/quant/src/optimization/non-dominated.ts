/** Whether `a` is nowhere worse than `b` and somewhere better; lower is better. */
export function dominates(a: readonly number[], b: readonly number[]): boolean {
  let better = false;
  for (let i = 0; i < a.length; i++) {
    if (a[i]! > b[i]!) return false;
    if (a[i]! < b[i]!) better = true;
  }
  return better;
}

/**
 * Indices by front: the first holds what nothing dominates, the second what only the first dominates, and so on.
 * Deb, Pratap, Agarwal and Meyarivan (2002). O(objectives × n²).
 */
export function nonDominatedFronts(losses: readonly (readonly number[])[]): number[][] {
  const below = losses.map(() => [] as number[]);
  const above = losses.map(() => 0);
  for (let i = 0; i < losses.length; i++) {
    for (let j = 0; j < i; j++) {
      const [winner, loser] = dominates(losses[i]!, losses[j]!)
        ? [i, j]
        : dominates(losses[j]!, losses[i]!)
          ? [j, i]
          : [-1, -1];
      if (winner < 0) continue;
      below[winner]!.push(loser);
      above[loser]!++;
    }
  }
  const fronts: number[][] = [];
  let front = losses.flatMap((_, i) => (above[i] === 0 ? [i] : []));
  while (front.length > 0) {
    fronts.push(front);
    const next: number[] = [];
    for (const i of front) for (const j of below[i]!) if ((above[j]! -= 1) < 1) next.push(j);
    front = next.sort((a, b) => a - b);
  }
  return fronts;
}

/** Crowding distance of each member of a front, in its order: how far its neighbours are, Infinity at the ends. */
export function crowdingDistance(losses: readonly (readonly number[])[], front: readonly number[]): number[] {
  const distance = front.map(() => 0);
  const objectives = losses[front[0]!]?.length ?? 0;
  for (let m = 0; m < objectives; m++) {
    const order = front.map((_, k) => k).sort((a, b) => losses[front[a]!]![m]! - losses[front[b]!]![m]! || a - b);
    const value = (k: number) => losses[front[order[k]!]!]![m]!;
    const range = value(order.length - 1) - value(0);
    distance[order[0]!] = Infinity;
    distance[order[order.length - 1]!] = Infinity;
    if (!(range > 0) || range === Infinity) continue;
    for (let k = 1; k < order.length - 1; k++) distance[order[k]!]! += (value(k + 1) - value(k - 1)) / range;
  }
  return distance;
}
