import { requireAccess } from '../../access/require-access.js';
import type { Context } from '../../context.js';
import { messageContributors } from '../../modules/projects/actions/project-messages.service.js';
import { addComment } from '../../modules/projects/comments/comments.service.js';
import { addFavourite } from '../../modules/projects/favourites/favourites.service.js';
import type { DemoUserIds } from '../creation/make-users.js';
import { DEMO_MANAGER, DEMO_MAPPER, type DemoUser } from '../content/demo-users.js';

/** Adds comments on projects, favourites and a message to contributors. Mentions and favourites send messages to demo users. */
export async function writeMessages(
  context: Context,
  users: DemoUserIds,
  projects: Record<'malta' | 'saoTome' | 'comoros', { projectId: number }>,
): Promise<void> {
  const { database } = context;
  const comment = async (who: DemoUser, { projectId }: { projectId: number }, markdown: string): Promise<void> => {
    const request = { db: database.db, userId: users[who], params: { projectId } };
    const { viewer } = await requireAccess({ access: 'project:comment' }, request);
    await addComment(context, projectId, viewer, markdown);
  };
  const { malta, saoTome, comoros } = projects;
  await addFavourite(context, malta.projectId, users[DEMO_MAPPER]);
  await addFavourite(context, saoTome.projectId, users[DEMO_MAPPER]);
  await comment('demo_anna', malta, '#managers Does a **greenhouse** count as a building?');
  await comment(DEMO_MANAGER, malta, 'Yes, @[demo_anna]: `building=greenhouse`.');
  await comment('demo_ben', malta, '@[demo_validator] the harbour is new since last year.');
  await comment('demo_joao', saoTome, 'Bem-vindos! @[demo_mapper], as plantações estão no norte.');
  await comment('demo_fatima', comoros, 'Merci à tous. @[demo_validator], la prochaine zone est Anjouan.');
  await messageContributors(context, malta.projectId, {
    subject: 'Thank you',
    message: 'The first tasks of Malta are validated. **Thank you all!**',
    fromUserId: users[DEMO_MANAGER],
  });
}
