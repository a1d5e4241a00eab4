import { describe, expect, it } from 'vitest';
import { numbersOf, progressTo, reachedBadges, stepTo } from '../../../src/modules/mapping-levels/level-rules.js';

const badge = (id: number, requirements: unknown) => ({ id, requirements });

describe('badges', () => {
  it('are reached when every number is reached, with 0 for a missing statistic', () => {
    const badges = [
      badge(1, { building: 10 }),
      badge(2, { building: 10, highway: 1 }),
      badge(3, { building: 11 }),
      badge(4, { poi: 0 }),
    ];
    expect(reachedBadges(badges, { building: 10 })).toEqual([1, 4]);
  });

  it.each([null, {}, [], 'x', { building: 'many' }])(
    'are not reached without a required number: %j',
    (requirements) => {
      expect(numbersOf(requirements)).toEqual([]);
      expect(reachedBadges([badge(1, requirements)], { building: 10 })).toEqual([]);
    },
  );

  it('ignore inherited object properties', () => {
    expect(reachedBadges([badge(1, { constructor: 1 })], {})).toEqual([]);
  });
});

describe('next level', () => {
  it('is granted with all its badges, or nominated when admins approve it', () => {
    expect(stepTo({ approvalsRequired: 0, badges: [1, 2] }, [2, 3, 1])).toBe('level');
    expect(stepTo({ approvalsRequired: 2, badges: [1] }, [1])).toBe('nomination');
    expect(stepTo({ approvalsRequired: 0, badges: [1, 2] }, [1])).toBe('nothing');
  });

  it('has a goal of all numbers and a progress with each statistic once', () => {
    const level = { name: 'EXPERT', badges: [badge(1, { building: 100 }), badge(2, { building: 40, changeset: 300 })] };
    expect(progressTo(level, { building: 9, changeset: 900, poi: 5 })).toEqual({
      nextLevel: 'EXPERT',
      aggregatedProgress: 909,
      aggregatedGoal: 440,
      metrics: ['building', 'changeset'],
    });
    expect(progressTo(level, {})).toMatchObject({ aggregatedProgress: 0 });
  });
});
