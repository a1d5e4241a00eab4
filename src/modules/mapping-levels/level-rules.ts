/** The mapping statistics of a user by name: `building`, `changeset`, … */
export type Stats = Readonly<Record<string, number>>;

/** The parts of a badge that levels depend on. */
export interface RequiredBadge {
  id: number;
  /** `mapping_badges.requirements`: an object of numbers. Any other value can never be reached. */
  requirements: unknown;
}

/** The numbers that a badge requires, by statistic. */
export function numbersOf(requirements: unknown): [string, number][] {
  if (typeof requirements !== 'object' || requirements === null || Array.isArray(requirements)) return [];
  return Object.entries(requirements).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
  );
}

const statOf = (stats: Stats, key: string): number => (Object.hasOwn(stats, key) ? (stats[key] ?? 0) : 0);

/** The ids of the badges whose requirements are all reached. A badge without required numbers is never reached. */
export const reachedBadges = (badges: readonly RequiredBadge[], stats: Stats): number[] =>
  badges
    .filter(({ requirements }) => {
      const numbers = numbersOf(requirements);
      return numbers.length > 0 && numbers.every(([key, number]) => statOf(stats, key) >= number);
    })
    .map(({ id }) => id);

/** The effect of the badges of a user on the next level: the user gets the level, a nomination for it, or nothing. */
export function stepTo(
  level: { approvalsRequired: number; badges: readonly number[] },
  owned: readonly number[],
): 'level' | 'nomination' | 'nothing' {
  if (!level.badges.every((id) => owned.includes(id))) return 'nothing';
  return level.approvalsRequired > 0 ? 'nomination' : 'level';
}

/** The progress of a user towards a level, as sums of statistics. */
export interface LevelProgress {
  nextLevel: string;
  aggregatedProgress: number;
  aggregatedGoal: number;
  metrics: string[];
}

/** The sum of the numbers that the badges of a level require, and the sum of the same statistics of a user. */
export function progressTo(level: { name: string; badges: readonly RequiredBadge[] }, stats: Stats): LevelProgress {
  const required = level.badges.flatMap(({ requirements }) => numbersOf(requirements));
  const metrics = [...new Set(required.map(([key]) => key))];
  const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    nextLevel: level.name,
    aggregatedProgress: sum(metrics.map((key) => statOf(stats, key))),
    aggregatedGoal: sum(required.map(([, number]) => number)),
    metrics,
  };
}
