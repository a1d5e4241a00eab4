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

/** Callers of every operation. The blocked one is the manager of the right organisation and team. */
const CALLERS = ['nobody', 'plain user', 'manager of another organisation', 'blocked manager'] as const;
type Caller = (typeof CALLERS)[number];
const [NOBODY, PLAIN, WRONG, BLOCKED] = CALLERS;
const NONE: readonly Caller[] = [];

/** Whom an operation on a private project and its groups refuses, by the access that it declares. */
const REFUSED: Readonly<Record<AccessName, readonly Caller[]>> = {
  admin: CALLERS,
  'admin:rule': CALLERS,
  'campaign:manage': [NOBODY, PLAIN, BLOCKED],
  'issue-category:manage': CALLERS,
  'licence:manage': CALLERS,
  'message:own': CALLERS,
  optional: NONE,
  'organisation:manage': CALLERS,
  'organisation:manage-any': [NOBODY, PLAIN, BLOCKED],
  'partner:read': CALLERS,
  'partnership:edit': CALLERS,
  'partnership:read-open': NONE,
  'project:administer': CALLERS,
  'project:annotate': CALLERS,
  'project:assign-team': CALLERS,
  'project:comment': CALLERS,
  'project:comment-delete': CALLERS,
  'project:create': CALLERS,
  'project:delete': CALLERS,
  'project:edit': CALLERS,
  'project:fetch': [NOBODY, PLAIN, WRONG],
  'project:own': CALLERS,
  'project:read': [NOBODY, PLAIN, WRONG],
  'project:read-open': NONE,
  'project:read-signed-in': [NOBODY, PLAIN, WRONG],
  'project:read-user': [NOBODY, PLAIN, WRONG],
  'project:stream': [NOBODY, PLAIN, WRONG],
  public: NONE,
  session: [NOBODY],
  'task:comment': CALLERS,
  'task:hold': CALLERS,
  'task:map': CALLERS,
  'task:undo': CALLERS,
  'task:validate': CALLERS,
  'team:leave': [NOBODY],
  'team:manage': CALLERS,
  'team:manage-each': CALLERS,
  'team:manage-in-project': CALLERS,
  'team:read': [NOBODY],
  'team:write': [NOBODY, BLOCKED],
  'user:own': CALLERS,
};

/** Refusals that depend on the content of the request: the examples are about another user, or have no valid signature. */
const REFUSED_BY_CONTENT: Readonly<Record<string, string>> = {
  changeProfile: 'UnableToAuth',
  leaveTeam: 'RemoveUserError',
  verifyEmail: 'BadSignature',
};

/** A body about the rows of `ids`: numbers at keys such as `teamId` and `team_id`. */
function withIds(body: unknown, ids: OneOfEach['ids']): unknown {
  if (typeof body !== 'object' || body === null) return body;
  if (Array.isArray(body)) return body.map((item) => withIds(item, ids));
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      const id = ids[key.replace(/_id$/, 'Id')];
      return [key, /(Id|_id)$/.test(key) && id ? Number(id) : withIds(value, ids)];
    }),
  );
}

/** Sends the example of an operation, about the rows of `ids` where its path or query names one. */
function send(
  { method, path, parameters, body }: Operation,
  as: User | undefined,
  rows: OneOfEach['ids'],
): Promise<Answer> {
  const ids = path.includes('/comments/') ? { ...rows, messageId: rows['commentId']! } : rows;
  const valueOf = (wanted: string): string =>
    encodeURIComponent(ids[wanted] ?? (parameters.find(({ name }) => name === wanted)?.example as string));
  const query = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueOf(name));
  return world.send(method, `${url}?${query.map(({ name }) => `${name}=${valueOf(name)}`).join('&')}`, {
    ...(as && { as }),
    ...(body && { body: withIds(body.example, ids) }),
  });
}

/** These change what all tests share. The tests of levels, badges and the banner have their own admins. */
const SHARED = ['createLevel', 'changeLevel', 'deleteLevel', 'createBadge', 'changeBadge', 'updateBanner'];

const accessOf = ({ operationId }: Operation): AccessName => declared.get(operationId)!.access;
for (const id of SHARED) if (!declared.has(id)) throw new Error(`there is no operation ${id}`);

const refusedBy = (operation: Operation): readonly Caller[] => REFUSED[accessOf(operation)];

const all = operations.flatMap((operation) =>
  CALLERS.map((caller) => ({ id: operation.operationId, caller, operation })),
);
const refusals = all.filter(({ caller, operation }) => refusedBy(operation).includes(caller));
/** A stream of events does not end; the tests of streams read some. */
const admissions = all.filter(
  ({ caller, operation }) => !refusedBy(operation).includes(caller) && accessOf(operation) !== 'project:stream',
);

describe('operations with a declared access', () => {
  let rows: OneOfEach;
  let callers: Record<Caller, User | undefined>;

  beforeAll(async () => {
    rows = await oneOfEach(world, { private: true });
    const { plain, wrong } = await world.make.users('plain', 'wrong');
    await world.make.organisation({ managers: [wrong] });
    callers = { [NOBODY]: undefined, [PLAIN]: plain, [WRONG]: wrong, [BLOCKED]: rows.blocked };
  });

  it.each(refusals)('$id returns 401 or 403 to: $caller', async ({ caller, operation }) => {
    const answer = await send(operation, callers[caller], rows.ids);
    expect([401, 403], answer.text).toContain(answer.status);
  });

  // A stream of events does not end. Actions on tasks look at the lock of the task before they look at the caller;
  // test/unit/tasks/permission-product.test.ts has their rules.
  const demanding = operations.filter(
    (operation) =>
      refusedBy(operation).length > 1 &&
      !/^(project:stream|task:)/.test(accessOf(operation)) &&
      !SHARED.includes(operation.operationId),
  );

  it.each(demanding)(
    '$operationId answers an admin in another way than callers without the right',
    async (operation) => {
      const refused = await send(operation, callers[refusedBy(operation)[1]!], rows.ids);
      const { admin, ids } = await oneOfEach(world, { private: true });
      const { status, text } = await send(operation, admin, ids);
      expect(`${status} ${codeOf(text)}`).not.toBe(`${refused.status} ${codeOf(refused.text)}`);
      expect(status).not.toBe(401);
    },
  );
  // Last, because some callers may delete what the refusals are about, or join its team.
  it.each(admissions)('$id does not refuse: $caller', async ({ id, caller, operation }) => {
    const { status, text } = await send(operation, callers[caller], rows.ids);
    const refusal = [401, 403].includes(status) ? codeOf(text) : undefined;
    expect(refusal, text).toBe(REFUSED_BY_CONTENT[id]);
  });
});
