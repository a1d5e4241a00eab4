import { expect } from 'vitest';
import type { World } from './app.js';
import type { User } from './factory.js';
import { uniqueName } from './group-cast.js';

/**
 * One row of each kind, by the names of the parameters of paths (`projectId`), and who has rights in them. `messageId` is a message
 * of the admin, `commentId` a comment on the project, `levelId` a level that all tests share.
 */
export interface OneOfEach {
  ids: Record<string, string>;
  admin: User;
  /** The author of the project, who manages the organisation and the team. */
  manager: User;
  /** Has the same rights as `manager`, but for the block. */
  blocked: User;
}

/** Requirements of a badge that no user of another test can reach. */
const NEVER = '{"things that nobody counts":1}';

/** Makes an organisation with a project, a team and one row of everything else that paths name. */
export async function oneOfEach(world: World, spec: { private?: boolean } = {}): Promise<OneOfEach> {
  const { make } = world;
  const { prisma } = world.database;
  const [admin, blocked] = await Promise.all([make.user({ role: 'ADMIN' }), make.user({ role: 'BLOCKED' })]);
  const manager = await make.user();
  const organisation = await make.organisation({ managers: [manager, blocked] });
  const team = await make.team({ organisation, members: [manager, blocked] });
  const teams = [{ team, role: 'PROJECT_MANAGER' as const }];
  const project = await make.project({ ...spec, author: manager, organisation, teams, tasks: ['READY', 'MAPPED'] });
  const name = uniqueName('one');
  const create = async (path: string, body: unknown, id: string): Promise<string> => {
    const answer = await world.post(path, { as: admin, body });
    expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
    return String((answer.body as Record<string, unknown>)[id]);
  };
  const message = await prisma.message.create({
    data: { toUserId: BigInt(admin.id), subject: name, message: name, date: new Date(), read: false },
  });
  const comment = await prisma.projectChatMessage.create({
    data: { projectId: project.id, userId: manager.id, message: name, timeStamp: new Date() },
  });
  const [level] = await prisma.mappingLevel.findMany({ take: 1 });
  const partnerId = await create('partners/', { name, permalink: name, primary_hashtag: name }, 'id');
  const partnership = { projectId: project.id, partnerId: Number(partnerId), startedOn: '2026-01-01' };
  const ids = {
    userId: String(admin.id),
    username: admin.username,
    projectId: String(project.id),
    taskId: '1',
    organisationId: String(organisation),
    teamId: String(team.id),
    messageId: String(message.id),
    commentId: String(comment.id),
    levelId: String(level?.id),
    licenseId: String(await make.licence()),
    interestId: await create('interests/', { name }, 'id'),
    campaignId: await create('campaigns/', { name, organisations: [organisation] }, 'campaignId'),
    categoryId: await create('tasks/issues/categories/', { name }, 'categoryId'),
    badgeId: await create('badges/', { name, description: name, imagePath: '', requirements: NEVER }, 'id'),
    partnerId,
    permalink: name,
    partnershipId: await create('projects/partnerships/', partnership, 'partnershipId'),
  };
  return { ids, admin, manager, blocked };
}
