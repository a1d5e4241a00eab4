import { describe, expect, it } from 'vitest';
import { signSession } from '../../../src/access/tokens/session-token.js';
import { expectNotFound, expectRefusal, SECRET, useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';

const world = useApp();

const withAddress = async (emailAddress: string): Promise<User> => {
  const user = await world.make.user();
  await world.database.prisma.user.update({ where: { id: BigInt(user.id) }, data: { emailAddress } });
  return user;
};

const verify = (username: string, token: string) =>
  world.get(`system/authentication/email/?${new URLSearchParams({ username, token }).toString()}`);

const isVerified = async ({ id }: User): Promise<boolean | null | undefined> =>
  (await world.database.prisma.user.findUnique({ where: { id: BigInt(id) } }))?.isEmailVerified;

const DAY = 86_400;
const now = (): number => Math.floor(Date.now() / 1000);

describe('link of a verification mail', () => {
  it('verifies the account, also when it is opened twice and in any case of the stored address', async () => {
    const ann = await withAddress('Ann@Example.org');
    for (let time = 1; time <= 2; time++) {
      const answer = await verify(ann.username, signSession('ann@example.org', SECRET));
      expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: { Status: 'OK' } });
      expect(await isVerified(ann)).toBe(true);
    }
  });

  it('returns 403 when it is expired, forged or for another address', async () => {
    const ann = await withAddress('ann@example.org');
    const address = 'ann@example.org';
    expectRefusal(await verify(ann.username, signSession(address, SECRET, now() - DAY - 5)), 'ExpiredToken');
    expectRefusal(await verify(ann.username, signSession(address, 'another secret')), 'BadSignature');
    expectRefusal(await verify(ann.username, 'abc'), 'BadSignature');
    expectRefusal(await verify(ann.username, signSession('ben@example.org', SECRET)), 'InvalidEmail');
    expectRefusal(await verify(ann.username, signSession(ann.id, SECRET)), 'InvalidEmail');
    const nobody = await world.make.user();
    expectRefusal(await verify(nobody.username, signSession(address, SECRET)), 'InvalidEmail');
    expect(await isVerified(ann)).not.toBe(true);
  });

  it('returns 404 for an unknown user and 400 without a parameter', async () => {
    expectNotFound(await verify('nobody of this name', signSession('a@b.org', SECRET)), 'USER_NOT_FOUND');
    for (const query of ['', '?username=a', '?token=a', '?username=a&token='])
      expect(await world.get(`system/authentication/email/${query}`)).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
  });
});
