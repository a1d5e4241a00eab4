import { requireAccess } from '../../access/require-access.js';
import type { Context } from '../../context.js';
import { messageContributors } from '../../modules/projects/actions/project-messages.service.js';
import { addComment } from '../../modules/projects/comments/comments.service.js';
import { addFavourite } from '../../modules/projects/favourites/favourites.service.js';
import type { People } from '../creation/make-users.js';
import { DEMO_MANAGER, DEMO_MAPPER, type DemoUser } from '../content/demo-users.js';

/** Chat, favourites and a message to contributors. Mentions and favourites send messages to the users of the demo. */
export async function talk(
  context: Context,
  people: People,
  projects: Record<'malta' | 'saoTome' | 'comoros', { projectId: number }>,
): Promise<void> {
  const { database } = context;
  const say = async (who: DemoUser, { projectId }: { projectId: number }, markdown: string): Promise<void> => {
    const request = { db: database.db, userId: people[who], params: { projectId } };
    const { viewer } = await requireAccess({ access: 'project:comment' }, request);
    await addComment(context, projectId, viewer, markdown);
  };
  const { malta, saoTome, comoros } = projects;
  await addFavourite(context, malta.projectId, people[DEMO_MAPPER]);
  await addFavourite(context, saoTome.projectId, people[DEMO_MAPPER]);
  await say('demo_anna', malta, '#managers Does a **greenhouse** count as a building?');
  await say(DEMO_MANAGER, malta, 'Yes, @[demo_anna]: `building=greenhouse`.');
  await say('demo_ben', malta, '@[demo_validator] the harbour is new since last year.');
  await say('demo_joao', saoTome, 'Bem-vindos! @[demo_mapper], as plantações estão no norte.');
  await say('demo_fatima', comoros, 'Merci à tous. @[demo_validator], la prochaine zone est Anjouan.');
  await messageContributors(context, malta.projectId, {
    subject: 'Thank you',
    message: 'The first tasks of Malta are validated. **Thank you all!**',
    fromUserId: people[DEMO_MANAGER],
  });
}
