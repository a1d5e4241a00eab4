import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';

const world = useApp();

const SET = 'users/me/actions/set-user/';
const change = (as: User, body: object) => world.send('PATCH', SET, { as, body: { id: as.id, ...body } });

/** An address that no other test uses. */
let made = 0;
const freshAddress = (): string => `test.${process.pid}.${Date.now()}.${++made}@example.org`;

const profile = async (user: User) => (await world.get(`users/${user.id}/`, { as: user })).body;

const stored = async (user: User) => {
  const row = await world.database.prisma.user.findUniqueOrThrow({ where: { id: BigInt(user.id) } });
  return row;
};

describe("changing one's own profile", () => {
  it('stores the sent fields, trimmed, and keeps missing or null fields', async () => {
    const ann = await world.make.user();
    expect(
      (await change(ann, { name: ' Ann ', city: 'Valletta', isExpert: true, defaultEditor: 'JOSM' })).body,
    ).toEqual({
      verificationEmailSent: false,
    });
    await change(ann, { name: null, country: 'मालदीव', questionsAndCommentsNotifications: false });
    await change(ann, { city: '', taskCommentsNotifications: false });
    expect(await profile(ann)).toMatchObject({
      name: 'Ann',
      city: '',
      country: 'मालदीव',
      isExpert: true,
      defaultEditor: 'JOSM',
      questionsAndCommentsNotifications: false,
      taskCommentsNotifications: false,
      mentionsNotifications: true,
    });
  });

  it('ignores fields that only admins and OSM may change', async () => {
    const ann = await world.make.user();
    const before = await stored(ann);
    const answer = await change(ann, {
      username: 'other',
      role: 'ADMIN',
      mappingLevel: 'ADVANCED',
      level_ordering: 3,
      projectsMapped: 7,
      isEmailVerified: true,
      pictureUrl: 'https://example.org/x.png',
    });
    expect(answer.status).toBe(200);
    expect(await stored(ann)).toEqual(before);
  });

  it('stores a free text for the gender only with SELF_DESCRIBE', async () => {
    const ann = await world.make.user();
    await change(ann, { gender: 'SELF_DESCRIBE', selfDescriptionGender: 'mapper' });
    await change(ann, { city: 'Valletta' });
    expect(await profile(ann)).toMatchObject({ gender: 'SELF_DESCRIBE', selfDescriptionGender: 'mapper' });
    await change(ann, { gender: 'MALE', selfDescriptionGender: 'mapper' });
    expect(await profile(ann)).toMatchObject({ gender: 'MALE', selfDescriptionGender: null });
    await change(ann, { gender: '' });
    expect(await profile(ann)).toMatchObject({ gender: null });
  });

  it('stores a new address in lower case, unverified, and deletes its registration', async () => {
    const ann = await world.make.user();
    const address = freshAddress();
    await world.post('users/actions/register/', { body: { email: address } });
    expect((await change(ann, { emailAddress: address.toUpperCase() })).body).toEqual({ verificationEmailSent: true });
    expect(await stored(ann)).toMatchObject({ emailAddress: address, isEmailVerified: false });
    expect(await world.database.prisma.userEmail.findUnique({ where: { email: address } })).toBeNull();
  });

  it('keeps the verification when the address is empty or differs in case only', async () => {
    const ann = await world.make.user();
    const address = freshAddress();
    await change(ann, { emailAddress: address });
    await world.database.prisma.user.update({ where: { id: BigInt(ann.id) }, data: { isEmailVerified: true } });
    for (const emailAddress of [address, ` ${address.toUpperCase()} `, '', '  ', null])
      expect((await change(ann, { emailAddress })).body).toEqual({ verificationEmailSent: false });
    expect(await stored(ann)).toMatchObject({ emailAddress: address, isEmailVerified: true });
  });

  it('allows two users with one address', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const emailAddress = freshAddress();
    for (const user of [ann, ben])
      expect((await change(user, { emailAddress })).body).toEqual({ verificationEmailSent: true });
  });

  it('returns 401 UnableToAuth for another profile or none, for admins too', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const admin = await world.make.user({ role: 'ADMIN' });
    for (const as of [ben, admin])
      expectRefusal(await world.send('PATCH', SET, { as, body: { id: ann.id, name: 'x' } }), 'UnableToAuth');
    for (const body of [{}, { id: null }, { name: 'x' }])
      expectRefusal(await world.send('PATCH', SET, { as: ann, body }), 'UnableToAuth');
    expect(await profile(ann)).toMatchObject({ name: null });
  });

  it.each([
    { id: 'abc' },
    { city: 5 },
    { name: {} },
    { mentionsNotifications: 'often' },
    { gender: 'UNKNOWN' },
    { emailAddress: 'no address' },
    { emailAddress: 'a@b' },
    { emailAddress: 'a@b@example.org' },
    { emailAddress: 'a,b@example.org' },
    { emailAddress: 'a\nbcc:b@example.org' },
    { emailAddress: 5 },
    { name: 'a\u0000b' },
  ])('returns 400 InvalidData for %j', async (body) => {
    const ann = await world.make.user();
    expect(await change(ann, body)).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
  });

  it('returns 401 without a session and 404 for an unknown user, and accepts a blocked user', async () => {
    expectRefusal(await world.send('PATCH', SET, { body: { id: 1 } }), 'InvalidToken');
    const ghost = { id: 1_999_999_999 };
    expectNotFound(await world.send('PATCH', SET, { as: ghost, body: ghost }), 'USER_NOT_FOUND');
    const blocked = await world.make.user({ role: 'BLOCKED' });
    expect((await change(blocked, { name: 'Blocked' })).status).toBe(200);
  });
});

describe('sending the verification link again', () => {
  const AGAIN = 'users/me/actions/verify-email/';

  it('returns 200 with an address, verified or not, and 400 EmailNotSet without one', async () => {
    const ann = await world.make.user();
    expectRefusal(await world.send('PATCH', AGAIN, { as: ann }), 'EmailNotSet');
    await change(ann, { emailAddress: freshAddress() });
    for (const isEmailVerified of [false, true]) {
      await world.database.prisma.user.update({ where: { id: BigInt(ann.id) }, data: { isEmailVerified } });
      expect((await world.send('PATCH', AGAIN, { as: ann })).body).toEqual({ Success: 'Verification email resent' });
    }
    expectRefusal(await world.send('PATCH', AGAIN), 'InvalidToken');
  });
});

describe('registering an address', () => {
  const REGISTER = 'users/actions/register/';

  it('returns the same registration for the same address in any case', async () => {
    const email = freshAddress();
    const first = await world.post(REGISTER, { body: { email } });
    expect(first.body).toMatchObject({ email, success: true, details: 'User created successfully' });
    expect((await world.post(REGISTER, { body: { email: ` ${email.toUpperCase()} ` } })).body).toEqual(first.body);
  });

  it("returns 400 InvalidData for a user's address and for an invalid address", async () => {
    const ann = await world.make.user();
    const taken = freshAddress();
    await change(ann, { emailAddress: taken });
    for (const email of [taken, taken.toUpperCase(), '', '  ', 'x', null, 5])
      expect(await world.post(REGISTER, { body: { email } })).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
  });
});

describe('interests of a user', () => {
  const SET_INTERESTS = 'users/me/actions/set-interests/';
  const makeInterest = async (): Promise<number> =>
    (await world.database.prisma.interest.create({ data: { name: `Interest ${freshAddress()}` } })).id;

  it('are replaced by the chosen ones, each once', async () => {
    const ann = await world.make.user();
    const [a, b] = [await makeInterest(), await makeInterest()];
    const choose = (interests: unknown) => world.post(SET_INTERESTS, { as: ann, body: { interests } });
    await choose([a]);
    expect((await choose([b, b])).body).toMatchObject({ interests: [{ id: b, userSelected: null }] });
    const list = await world.get(`users/${ann.username}/queries/interests/`, { as: ann });
    const { interests } = list.body as { interests: { id: number; userSelected: boolean | null }[] };
    expect(interests.filter(({ userSelected }) => userSelected).map(({ id }) => id)).toEqual([b]);
    expect(interests.find(({ id }) => id === a)).toMatchObject({ userSelected: null });
    for (const unknown of [2_147_483_647, 0, -1, 99_999_999_999])
      expectNotFound(await choose([a, unknown]), 'INTEREST_NOT_FOUND', { interest_id: unknown });
    const again = await world.get(`users/${ann.username}/queries/interests/`, { as: ann });
    expect(again.body).toEqual(list.body);
    expect((await choose([])).body).toEqual({ interests: [] });
  });

  it.each([{}, { interests: 'x' }, { interests: ['a'] }, { interests: null }, [1]])(
    'return 400 InvalidData for %j',
    async (body) => {
      const ann = await world.make.user();
      expect(await world.post(SET_INTERESTS, { as: ann, body })).toMatchObject({ status: 400 });
    },
  );

  it('need a session with a user', async () => {
    const ann = await world.make.user();
    expectRefusal(await world.post(SET_INTERESTS, { body: { interests: [] } }), 'InvalidToken');
    expectRefusal(await world.get(`users/${ann.username}/queries/interests/`), 'InvalidToken');
    expectNotFound(await world.get('users/nobody/queries/interests/', { as: ann }), 'USER_NOT_FOUND', {
      username: 'nobody',
    });
  });
});
