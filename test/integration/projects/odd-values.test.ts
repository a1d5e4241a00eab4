import { describe, expect, it } from 'vitest';
import { useApp, type Answer } from '../../support/app.js';
import { formOf } from './edit-form.js';

const world = useApp();

/** Values that no field of a form expects, or only few do. */
const ODD: unknown[] = [
  null,
  '',
  ' ',
  'a\0b',
  '\ud800',
  'x'.repeat(600),
  'x'.repeat(100_001),
  -1,
  1.5,
  2_147_483_648,
  1e308,
  true,
  '٣',
  [null],
  ['x', 'x'],
  [[]],
  [{}],
  [{ id: 'x', teamId: 'x', role: 'MAPPER', locale: 5 }],
  {},
  { type: 'FeatureCollection', features: 'x' },
];

/** Fields that an edit ignores, whatever they are. */
const IGNORED = ['projectId', 'tasks', 'author', 'percentMapped', 'zzz'];

/** The words of the checking library and of JavaScript, which nobody should read. */
const JARGON =
  /invalid (input|option)|expected (string|number|int|array|object|boolean|one of)|too (big|small)|undefined|\[object|NaN/i;

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 60);

/** The sentence of a refusal, which tells what is wrong. */
function expectSentence({ status, body, text }: Answer, what: string): void {
  expect([400, 403, 404], what).toContain(status);
  const { Error: sentence, error } = body as { Error?: string; error?: { message: string } };
  const read = sentence ?? error?.message ?? '';
  expect(read.length, `${what}: ${text}`).toBeGreaterThan(10);
  expect(read, what).not.toMatch(JARGON);
}

/** Everything that is stored of a project, and how many projects its author has, as text. */
async function stateOf(projectId: number, authorId: number): Promise<string> {
  const [row] = await world.database.prisma.$queryRaw<{ state: string }[]>`
    SELECT json_build_array(p,
      (SELECT json_agg(i ORDER BY i.locale) FROM project_info i WHERE i.project_id = p.id),
      (SELECT json_agg(t ORDER BY t.team_id) FROM project_teams t WHERE t.project_id = p.id),
      (SELECT json_agg(n ORDER BY n.interest_id) FROM project_interests n WHERE n.project_id = p.id),
      (SELECT json_agg(a ORDER BY a.user_id) FROM project_allowed_users a WHERE a.project_id = p.id),
      (SELECT json_agg(e) FROM project_custom_editors e WHERE e.project_id = p.id),
      (SELECT json_agg(k.id ORDER BY k.id) FROM tasks k WHERE k.project_id = p.id),
      (SELECT count(*) FROM project_chat c WHERE c.project_id = p.id),
      (SELECT count(*) FROM project_favorites f WHERE f.project_id = p.id),
      (SELECT count(*) FROM projects q WHERE q.author_id = ${authorId}::bigint))::text AS state
    FROM projects p WHERE p.id = ${projectId}::int`;
  return row?.state ?? '';
}

const CHANGED = [200, 201];

/** Sends each body in turn. A refusal has a sentence and changes nothing. @returns what was accepted */
async function tryAll(
  ids: { project: number; author: number },
  bodies: { what: string; body: unknown }[],
  send: (body: unknown) => Promise<Answer>,
): Promise<string[]> {
  const accepted: string[] = [];
  let before = await stateOf(ids.project, ids.author);
  for (const { what, body } of bodies) {
    const answer = await send(body);
    const after = await stateOf(ids.project, ids.author);
    if (CHANGED.includes(answer.status)) {
      accepted.push(what);
    } else {
      expectSentence(answer, what);
      expect(after, what).toBe(before);
    }
    before = after;
  }
  return accepted;
}

const oddIn = (form: Record<string, unknown>, key: string): { what: string; body: unknown }[] =>
  ODD.map((value) => ({ what: `${key} = ${shown(value)}`, body: { ...form, [key]: value } }));

const LEFT_OUT = [undefined, null, [], 'x', 5, {}].map((body) => ({ what: `the body ${shown(body ?? '')}`, body }));

describe('odd values', () => {
  const FORM_KEYS = [
    ...Object.keys(formOf()),
    ...['enforceRandomTaskSelection', 'rapidPowerUser', 'changesetComment', 'osmchaFilterId', 'dueDate', 'imagery'],
    ...['josmPreset', 'idPresets', 'extraIdParams', 'mappingTypes', 'countryTag', 'licenseId', 'organisation', 'teams'],
    ...['campaigns', 'interests', 'allowedUsernames', 'priorityAreas', 'customEditor', 'zzz'],
  ];

  it('never return 5xx in a field of an edit, and return 400 with a sentence when PostgreSQL cannot store them', async () => {
    const project = await world.make.project({ tasks: [] });
    const ids = { project: project.id, author: project.author.id };
    const send = (body: unknown): Promise<Answer> =>
      world.send('PATCH', `projects/${project.id}/`, { as: project.author, body });
    const bodies = FORM_KEYS.flatMap((key) => oddIn(formOf(), key));
    const accepted = await tryAll(ids, [...bodies, ...LEFT_OUT], send);
    const unstorable = accepted.filter((what) => /= "(a\\u0000b|\\ud800)"/.test(what));
    expect([...new Set(unstorable.map((what) => what.split(' = ')[0]))]).toEqual(IGNORED);
  });

  it('never return 5xx in the texts of a locale and in the custom editor', async () => {
    const project = await world.make.project({ tasks: [] });
    const ids = { project: project.id, author: project.author.id };
    const [texts] = formOf().projectInfoLocales as Record<string, unknown>[];
    const send = (body: unknown): Promise<Answer> =>
      world.send('PATCH', `projects/${project.id}/`, { as: project.author, body });
    const inTexts = Object.keys(texts ?? {}).flatMap((key) => oddIn({ ...texts, locale: 'fr' }, key));
    const inEditor = ['name', 'description', 'url'].flatMap((key) => oddIn({ name: 'n', url: 'https://x.org' }, key));
    await tryAll(
      ids,
      [
        ...inTexts.map(({ what, body }) => ({ what, body: formOf({ projectInfoLocales: [texts, body] }) })),
        ...inEditor.map(({ what, body }) => ({ what, body: formOf({ customEditor: body }) })),
      ],
      send,
    );
  });

  it('never return 5xx in a field of a creation', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const project = await world.make.project({ author: admin });
    const ring = [
      [44, 41],
      [44.01, 41],
      [44.01, 41.01],
      [44, 41],
    ];
    const feature = { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } };
    const areaOfInterest = { type: 'FeatureCollection', features: [feature] };
    const draft = { projectName: 'Odd', areaOfInterest, tasks: null, arbitraryTasks: true };
    const keys = ['projectName', 'organisation', 'areaOfInterest', 'arbitraryTasks', 'database', 'sandbox'];
    const bodies = [...keys, 'cloneFromProjectId'].flatMap((key) => oddIn(draft, key));
    const inTasks = ['tasks', 'grid'].flatMap((key) => oddIn({ ...draft, arbitraryTasks: false }, key));
    await tryAll({ project: project.id, author: admin.id }, [...bodies, ...inTasks, ...LEFT_OUT], (body) =>
      world.post('projects/', { as: admin, body }),
    );
  });

  it.each<[string, string, string[]]>([
    ['POST', 'actions/set-interests/', ['interests']],
    ['POST', 'actions/message-contributors/', ['subject', 'message']],
    ['POST', 'actions/transfer-ownership/', ['username']],
    ['POST', 'actions/feature/', ['x']],
    ['POST', 'actions/remove-feature/', ['x']],
    ['POST', 'favorite/', ['x']],
    ['DELETE', 'favorite/', ['x']],
    ['POST', 'comments/', ['message']],
    ['POST', 'comments/tasks/1/', ['comment']],
    ['DELETE', 'tasks/', ['tasks']],
    ['PUT', 'tasks/queries/aoi/', ['areaOfInterest', 'grid', 'clipToAoi']],
  ])('never return 5xx in a body of %s %s', async (method, path, keys) => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const project = await world.make.project({ author: admin, tasks: ['READY', 'READY'] });
    const form = { subject: 's', message: 'm', clipToAoi: false };
    await tryAll(
      { project: project.id, author: admin.id },
      [...keys.flatMap((key) => oddIn(form, key)), ...LEFT_OUT],
      (body) => world.send(method, `projects/${project.id}/${path}`, { as: admin, body }),
    );
  });

  it.each<[string, string | null]>([
    ['2027-03-01', '2027-03-01T00:00:00.000000Z'],
    ['2027-03-01 10:30', '2027-03-01T10:30:00.000000Z'],
    ['2027-03-01T10:30:15', '2027-03-01T10:30:15.000000Z'],
    ['2027-03-01T10:30z', '2027-03-01T10:30:00.000000Z'],
    ['2027-03-01T10:30:15.123456789Z', '2027-03-01T10:30:15.123457Z'],
    ['2027-03-01T10:30:00+0530', '2027-03-01T05:00:00.000000Z'],
    ['2027-03-01T10:30:00-05', '2027-03-01T15:30:00.000000Z'],
    ['  ', null],
  ])('as a due date: %s is read', async (dueDate, stored) => {
    const project = await world.make.project({ tasks: [] });
    const body = formOf({ dueDate });
    expect((await world.send('PATCH', `projects/${project.id}/`, { as: project.author, body })).status).toBe(200);
    expect((await world.get(`projects/${project.id}/`)).body).toMatchObject({ dueDate: stored });
  });

  it.each(['2027-02-30', '2027-03-01T24:00:00Z', '01/03/2027', '2027-03-01T10:30:00+16:00', '2027-03', '1e9'])(
    'as a due date: %s is refused',
    async (dueDate) => {
      const project = await world.make.project({ tasks: [] });
      const body = formOf({ dueDate });
      const answer = await world.send('PATCH', `projects/${project.id}/`, { as: project.author, body });
      expect(answer.body).toEqual({ Error: 'dueDate: give a date as ISO 8601', SubCode: 'InvalidData' });
    },
  );
});
