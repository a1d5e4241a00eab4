import { expect, it } from 'vitest';
import { useApp } from '../../support/app.js';

const world = useApp();

it('lists the countries of all projects for everybody, each once, sorted', async () => {
  const [one, other] = [await world.make.project(), await world.make.project()];
  const { prisma } = world.database;
  await prisma.$executeRaw`UPDATE projects SET country = ARRAY['Testland', 'Étoile'] WHERE id = ${one.id}::int`;
  await prisma.$executeRaw`UPDATE projects SET country = ARRAY['Aland', 'Testland'] WHERE id = ${other.id}::int`;
  const answer = await world.get('countries/');
  expect(answer.status).toBe(200);
  const { tags } = answer.body as { tags: string[] };
  expect(tags.filter((tag) => ['Testland', 'Étoile', 'Aland'].includes(tag))).toEqual(['Aland', 'Testland', 'Étoile']);
});
