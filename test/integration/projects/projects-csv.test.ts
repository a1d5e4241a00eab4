import { describe, expect, it } from 'vitest';
import { expectRefusal, useApp, type Call } from '../../support/app.js';
import { unique } from './adorn.js';
import { searchIn } from './search-support.js';

const world = useApp();
const { group } = searchIn(world);

describe('search result as CSV', () => {
  const table = async (query: Record<string, string>, call: Call = {}) => {
    const answer = await world.get(
      `projects/?${new URLSearchParams({ ...query, downloadAsCSV: 'true' }).toString()}`,
      call,
    );
    expect(answer.headers['content-type']).toMatch(/^text\/csv/);
    expect(answer.headers['content-disposition']).toBe('attachment; filename=data.csv');
    return answer.text;
  };
  const HEADER =
    'projectId,name,priority,difficulty,status,sandbox,database,lastUpdated,dueDate,organisationName,percentMapped,percentValidated,totalArea,country,creation_date,totalContributors,author';

  it('contains all matches, quoted, without formulas', async () => {
    const { ann } = await world.make.users('ann');
    const { campaign, ids } = await group(
      {
        tasks: [{ state: 'MAPPED', mapper: ann }, 'READY', 'READY'],
        more: { texts: { en: { name: 'A "b", c' } }, country: ['Nepal', 'India'] },
      },
      ...Array.from({ length: 14 }, () => ({ tasks: [], more: { texts: { en: { name: '=1+1' } } } })),
    );
    const lines = (await table({ campaign, orderBy: 'id' })).split('\n');
    expect(lines).toHaveLength(17);
    expect(lines[0]).toBe(HEADER);
    const author = /author_\d+/.exec(lines[1] ?? '')?.[0] ?? '';
    expect(lines[1]?.replace(/,\d\.\d+,/, ',AREA,')).toBe(
      `${ids[0]},"A ""b"", c",MEDIUM,MODERATE,PUBLISHED,false,OSM,,,,33.33,0,AREA,"Nepal, India",2026-01-01T00:00:00.000000Z,1,${author}`,
    );
    expect(lines[2]).toMatch(new RegExp(`^${ids[1]},'=1\\+1,MEDIUM`));
  });

  it('shows partners to admins', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const [one, two] = [unique('a'), unique('b')];
    const { campaign } = await group({
      more: {
        partners: [
          { name: two, from: '2026-01-01' },
          { name: one, from: '2026-01-01' },
        ],
      },
    });
    const text = await table({ campaign }, { as: admin });
    expect(text.split('\n')[0]).toBe(`${HEADER},partnerNames`);
    expect(text).toContain(`,"${one}, ${two}"\n`);
    expect(await table({ campaign })).not.toContain(one);
  });

  it('contains only its header without matches, and cannot omit the map', async () => {
    expect(await table({ campaign: unique('none') })).toBe(`${HEADER}\n`);
    const answer = await world.get('projects/?downloadAsCSV=true&omitMapResults=true');
    expectRefusal(answer, 'InvalidData', 'omitMapResults and downloadAsCSV cannot be both set to true');
  });
});
