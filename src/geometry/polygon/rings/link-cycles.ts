/**
 * Follows links until each member is in a cycle.
 *
 * @param next - the follower of each member; each member follows exactly one
 * @returns the members of each cycle in the order of the links, beginning with the lowest
 */
export function cyclesOf(next: Int32Array): number[][] {
  const used = new Uint8Array(next.length);
  const cycles: number[][] = [];
  for (let first = 0; first < next.length; first++) {
    if (used[first] === 1) continue;
    const cycle: number[] = [];
    for (let at = first; used[at] === 0; at = next[at]!) {
      used[at] = 1;
      cycle.push(at);
    }
    cycles.push(cycle);
  }
  return cycles;
}
