/** Chance that can be repeated: the same seed gives the same numbers. */
export interface Chance {
  /** The number that began it, to be printed where a test fails. */
  seed: number;
  /** A number from 0 up to 1. */
  next: () => number;
  /** A whole number from 0 up to `below`. */
  below: (below: number) => number;
  pick: <T>(items: readonly T[]) => T;
  shuffled: <T>(items: readonly T[]) => T[];
}

/**
 * The seed of a test: TEST_SEED, a new one with TEST_SEED=new, else always the same. A change is refused for what it
 * breaks, not for its luck; `npm run test:long` looks further.
 */
export function seedOf(): number {
  const given = process.env.TEST_SEED;
  return given === 'new' ? (Date.now() ^ (process.pid << 12)) >>> 0 : Number(given ?? 20_261_125);
}

/** The generator mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    seed,
    next,
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    shuffled: (items) => {
      const mixed = [...items];
      for (let last = mixed.length - 1; last > 0; last--) {
        const other = below(last + 1);
        [mixed[last], mixed[other]] = [mixed[other] as never, mixed[last] as never];
      }
      return mixed;
    },
  };
}
