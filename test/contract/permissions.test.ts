import { beforeAll, describe, expect, it } from 'vitest';
import type { AccessName } from '../../src/access/require-access.js';
import document from '../../openapi/openapi.json' with { type: 'json' };
import { operationsOf, type Operation, type RawDocument } from '../fuzz/document.js';
import { useApp, type Answer } from '../support/app.js';
import { declaredOperations } from '../support/declared-operations.js';
import type { User } from '../support/factory.js';
import { oneOfEach, type OneOfEach } from '../support/one-of-each.js';
import { codeOf } from '../support/response-check.js';

/** No service answers here. */
const NOWHERE = 'http://127.0.0.1:9';

const world = useApp({
  OSM_SERVER_URL: NOWHERE,
  OSM_SERVER_API_URL: NOWHERE,
  OHSOME_STATS_API_URL: NOWHERE,
  TM_RELEASE_URL: NOWHERE,
  MAPSWIPE_API_URL: NOWHERE,
});
const operations = operationsOf(document as unknown as RawDocument);
const declared = await declaredOperations();

/** Callers without the right: the blocked one is the manager of the right organisation and team. */
const CALLERS = ['plain user', 'manager of another organisation', 'blocked manager'] as const;
type Caller = (typeof CALLERS)[number];
const [PLAIN, WRONG, BLOCKED] = CALLERS;
const NOBODY: readonly Caller[] = [];

/** Whom an operation on a private project and its groups refuses, by the access that it declares. */
const REFUSED: Readonly<Record<AccessName, readonly Caller[]>> = {
  admin: CALLERS,
  'admin:rule': CALLERS,
  'campaign:manage': [PLAIN, BLOCKED],
  'issue-category:manage': [PLAIN, BLOCKED],
  'licence:manage': [PLAIN, BLOCKED],
  optional: NOBODY,
  'organisation:manage': CALLERS,
  'organisation:manage-any': [PLAIN, BLOCKED],
  'partner:read': CALLERS,
  'partnership:edit': CALLERS,
  'partnership:read-open': NOBODY,
  'project:administer': CALLERS,
  'project:annotate': CALLERS,
  'project:assign-team': CALLERS,
  'project:comment': CALLERS,
  'project:comment-delete': CALLERS,
  'project:delete': CALLERS,
  'project:edit': CALLERS,
  'project:fetch': [PLAIN, WRONG],
  'project:own': CALLERS,
  'project:read': [PLAIN, WRONG],
  'project:read-open': NOBODY,
  'project:read-signed-in': [PLAIN, WRONG],
  'project:read-user': [PLAIN, WRONG],
  'project:stream': [PLAIN, WRONG],
  public: NOBODY,
  session: NOBODY,
  'session:not-blocked': [BLOCKED],
  'task:comment': CALLERS,
  'task:hold': CALLERS,
  'task:map': CALLERS,
  'task:undo': CALLERS,
  'task:validate': CALLERS,
  'team:leave': NOBODY,
  'team:manage': CALLERS,
  'team:manage-in-project': CALLERS,
  'team:read': NOBODY,
  'team:write': NOBODY,
  'user:own': CALLERS,
};

/** A body about the rows of `ids`. */
const withIds = (body: unknown, ids: OneOfEach['ids']): unknown =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? Object.fromEntries(
        Object.entries(body).map(([key, value]) => [key, /Id$/.test(key) && ids[key] ? Number(ids[key]) : value]),
      )
    : body;

/** Sends the example of an operation, about the rows of `ids` where its path or query names one. */
function send({ method, path, parameters, body }: Operation, as: User, rows: OneOfEach['ids']): Promise<Answer> {
  const ids = path.includes('/comments/') ? { ...rows, messageId: rows['commentId']! } : rows;
  const valueOf = (wanted: string): string =>
    encodeURIComponent(ids[wanted] ?? (parameters.find(({ name }) => name === wanted)?.example as string));
  const query = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueOf(name));
  return world.send(method, `${url}?${query.map(({ name }) => `${name}=${valueOf(name)}`).join('&')}`, {
    as,
    ...(body && { body: withIds(body.example, ids) }),
  });
}

/** These change what all tests share. The tests of levels, badges and the banner have their own admins. */
const SHARED = ['createLevel', 'changeLevel', 'deleteLevel', 'createBadge', 'changeBadge', 'updateBanner'];

const accessOf = ({ operationId }: Operation): AccessName => declared.get(operationId)!.access;
for (const id of SHARED) if (!declared.has(id)) throw new Error(`there is no operation ${id}`);

const cases = operations.flatMap((operation) =>
  REFUSED[accessOf(operation)].map((caller) => ({ id: operation.operationId, caller, operation })),
);

describe('operations with a declared access', () => {
  let rows: OneOfEach;
  let callers: Record<Caller, User>;

  beforeAll(async () => {
    rows = await oneOfEach(world, { private: true });
    const { plain, wrong } = await world.make.users('plain', 'wrong');
    await world.make.organisation({ managers: [wrong] });
    callers = { [PLAIN]: plain, [WRONG]: wrong, [BLOCKED]: rows.blocked };
  });

  it.each(cases)('$id returns 401 or 403 to a $caller', async ({ caller, operation }) => {
    const answer = await send(operation, callers[caller], rows.ids);
    expect([401, 403], answer.text).toContain(answer.status);
  });

  // A stream of events does not end. Actions on tasks look at the lock of the task before they look at the caller;
  // test/unit/tasks/permission-product.test.ts has their rules.
  const demanding = operations.filter(
    (operation) =>
      REFUSED[accessOf(operation)].length > 0 &&
      !/^(project:stream|task:)/.test(accessOf(operation)) &&
      !SHARED.includes(operation.operationId),
  );

  it.each(demanding)(
    '$operationId answers an admin in another way than callers without the right',
    async (operation) => {
      const refused = await send(operation, callers[REFUSED[accessOf(operation)][0]!], rows.ids);
      const { admin, ids } = await oneOfEach(world, { private: true });
      const { status, text } = await send(operation, admin, ids);
      expect(`${status} ${codeOf(text)}`).not.toBe(`${refused.status} ${codeOf(refused.text)}`);
      expect(status).not.toBe(401);
    },
  );
});
