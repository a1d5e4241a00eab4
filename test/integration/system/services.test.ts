import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { setMailSwitch } from '../../../src/mail/delivery.repository.js';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';

/** A stand-in for the services that the instance asks: it answers what a test says, and keeps what it was asked. */
const asked: { method: string; url: string; key: unknown; body: string }[] = [];
let says: { status: number; text: string } | 'nothing' = 'nothing';
const service = createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => (body += part.toString()));
  request.on('end', () => {
    asked.push({ method: request.method ?? '', url: request.url ?? '', key: request.headers['x-api-key'], body });
    if (says === 'nothing') response.destroy();
    else response.writeHead(says.status, { 'content-type': 'application/json' }).end(says.text);
  });
});
const env: Record<string, string> = {};

beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  Object.assign(env, {
    TM_IMAGE_UPLOAD_API_URL: `${url}/images`,
    TM_IMAGE_UPLOAD_API_KEY: 'key-of-the-service',
    TM_RELEASE_URL: `${url}/release`,
    TM_EMAIL_CONTACT_ADDRESS: 'team@example.org',
  });
});
afterAll(() => new Promise((resolve) => service.close(resolve)));

const bare = useApp();
const world = useApp(env);

beforeEach(() => {
  asked.length = 0;
  says = 'nothing';
});

describe('uploading an image', () => {
  const UPLOAD = 'system/image-upload/';
  const image = { filename: 'a b.png', mime: 'image/png', data: 'aGVsbG8=' };

  it("sends it to the service and returns the service's answer", async () => {
    says = { status: 200, text: '{"url":"https://images.example.org/1.png"}' };
    const answer = await world.post(UPLOAD, { as: await world.make.user({ role: 'BLOCKED' }), body: image });
    expect(answer).toMatchObject({ status: 201, body: { url: 'https://images.example.org/1.png' } });
    expect(asked).toEqual([
      { method: 'POST', url: '/images?filename=a+b.png', key: 'key-of-the-service', body: JSON.stringify({ image }) },
    ]);
  });

  it.each([
    [{ ...image, filename: undefined }, 'MissingFilename'],
    [{ filename: '' }, 'MissingFilename'],
    [{ ...image, mime: undefined }, 'MissingMime'],
    [{ ...image, mime: 'image/svg+xml' }, 'UnsupportedFile'],
    [{ filename: 'a.txt', mime: 'text/plain' }, 'UnsupportedFile'],
    [{ ...image, data: undefined }, 'InvalidData'],
    [{ ...image, filename: 5 }, 'InvalidData'],
    [[], 'InvalidData'],
  ])('returns 400 for %j: %s', async (body, SubCode) => {
    const answer = await world.post(UPLOAD, { as: await world.make.user(), body });
    expect(answer).toMatchObject({ status: 400, body: { SubCode } });
    expect(asked).toEqual([]);
  });

  it('returns 400, without key and address, when the service refuses, sends an invalid answer or is unreachable', async () => {
    const as = await world.make.user();
    for (const answer of [{ status: 403, text: '{}' }, { status: 200, text: '<html>' }, 'nothing'] as const) {
      says = answer;
      const refused = await world.post(UPLOAD, { as, body: image });
      expectRefusal(refused, 'ImageUploadError');
      expect(refused.text).not.toMatch(/key-of-the-service|127\.0\.0\.1/);
    }
  });

  it('returns 501 to any body without a service, and 401 without a session', async () => {
    const as = await bare.make.user();
    for (const body of [image, {}, []]) expectRefusal(await bare.post(UPLOAD, { as, body }), 'UndefinedImageService');
    expectRefusal(await world.post(UPLOAD, { body: image }), 'InvalidToken');
  });
});

describe('release', () => {
  const RELEASE = 'system/release/';

  afterEach(async () => {
    await world.database.prisma.releaseVersion.deleteMany();
  });

  it('is read from GitHub by an admin and stored as the only one', async () => {
    const as = await world.make.user({ role: 'ADMIN' });
    for (const [tag, stored] of [
      ['v5.1.0', '2026-02-01T10:00:00.000Z'],
      ['v5.0.9', '2026-01-01T10:00:00.000Z'],
    ] as const) {
      says = { status: 200, text: JSON.stringify({ tag_name: tag, published_at: stored.replace('.000', '') }) };
      const answer = await world.post(RELEASE, { as });
      expect(answer).toMatchObject({ status: 200, body: { release_version: tag, published_at: stored } });
      expect((await world.get('system/heartbeat/')).body).toMatchObject({
        release: { version: tag, published_at: stored },
      });
    }
    expect(await world.database.prisma.releaseVersion.count()).toBe(1);
  });

  it.each([
    { status: 404, text: '{}' },
    { status: 200, text: '<html>' },
    { status: 200, text: 'null' },
    { status: 200, text: '{"tag_name":5,"published_at":"2026-01-01T10:00:00Z"}' },
    { status: 200, text: '{"tag_name":"v1","published_at":"soon"}' },
    'nothing' as const,
  ])('returns 502 and stores nothing when GitHub answers %j', async (answer) => {
    says = answer;
    const refused = await world.post(RELEASE, { as: await world.make.user({ role: 'ADMIN' }) });
    expectRefusal(refused, 'GithubFetchError');
    expect(await world.database.prisma.releaseVersion.count()).toBe(0);
  });

  it('returns 403 to others', async () => {
    expectNotFound(await world.post(RELEASE, { as: await world.make.user() }), 'AdminAccessRequired');
    expectRefusal(await world.post(RELEASE), 'InvalidToken');
    expect(asked).toEqual([]);
  });
});

describe('message to the operators', () => {
  const CONTACT = 'system/contact-admin/';
  const message = { name: 'Asha <b>', email: ' asha@example.org ', content: 'How?\n<script>x</script>' };

  it('is mailed, escaped, without a session', async () => {
    const { prisma } = world.database;
    await setMailSwitch(world.database.db, true);
    onTestFinished(async () => {
      await setMailSwitch(world.database.db, false);
      await prisma.$executeRaw`DELETE FROM tessera_mail.outbox`;
    });
    const answer = await world.post(CONTACT, { body: message });
    expect(answer).toMatchObject({ status: 201, body: { Success: 'Email sent' } });
    const rows = await prisma.$queryRaw<{ mail: string }[]>`SELECT o::text AS mail FROM tessera_mail.outbox o`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.mail).toContain('team@example.org');
    expect(rows[0]?.mail).toContain('&lt;script&gt;');
  });

  it.each([
    {},
    { ...message, name: ' ' },
    { ...message, name: 5 },
    { ...message, email: 'asha@example' },
    { ...message, email: 'a\u0000@example.org' },
    { ...message, email: 'a\ud800@example.org' },
    { ...message, content: '' },
    { name: 'Asha', email: 'asha@example.org' },
  ])('returns 400 InvalidData for %j', async (body) => {
    expect(await world.post(CONTACT, { body })).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
  });

  it('returns 501 without a configured address', async () => {
    expectRefusal(await bare.post(CONTACT, { body: message }), 'NotImplemented');
  });
});
