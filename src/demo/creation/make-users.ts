import type { Context } from '../../context.js';
import { applyStatistics } from '../../modules/mapping-levels/checks/level-checks.service.js';
import { createBadge, listBadges } from '../../modules/mapping-badges/mapping-badges.service.js';
import { createUser, findUser } from '../../modules/users/users.service.js';
import { DEMO_LEVELS, DEMO_STATISTICS, DEMO_USERS, type DemoUser } from '../content/demo-users.js';
import { nullIfMissing } from './null-if-missing.js';

/** Ids of the users of the demo. */
export type DemoUserIds = Readonly<Record<DemoUser, number>>;

/** The badges of the demo with their requirements. */
const BADGES = [
  { name: 'First 100 buildings', description: 'Mapped 100 buildings', requirements: { building: 100 } },
  { name: 'Road builder', description: 'Mapped 100 roads', requirements: { highway: 100 } },
  { name: '1000 buildings', description: 'Mapped 1000 buildings', requirements: { building: 1000 } },
];

/** Makes badges that do not exist yet. */
async function makeBadges(context: Context): Promise<void> {
  const { badges } = await listBadges(context);
  for (const { requirements, ...badge } of BADGES)
    if (!badges.some(({ name }) => name === badge.name))
      await createBadge(context, {
        ...badge,
        requirements: JSON.stringify(requirements),
        imagePath: null,
        isEnabled: true,
        isInternal: false,
      });
}

/** The id of a demo user, who is made if missing. */
async function idOf(context: Context, username: DemoUser): Promise<number> {
  const known = await nullIfMissing('USER_NOT_FOUND', findUser(context, username));
  return (known ?? (await createUser(context, { username, level: DEMO_LEVELS[username] ?? 'BEGINNER' }))).id;
}

/** Makes the users of the demo with their statistics, and the badges that they get for these. */
export async function makeUsers(context: Context): Promise<DemoUserIds> {
  await makeBadges(context);
  const ids: Partial<Record<DemoUser, number>> = {};
  for (const username of DEMO_USERS) {
    const id = await idOf(context, username);
    await applyStatistics(context, id, DEMO_STATISTICS[username]);
    ids[username] = id;
  }
  return ids as DemoUserIds;
}
