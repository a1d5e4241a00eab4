import { describe, expect, it } from 'vitest';
import { rightsSentence } from '../../../src/db/rights.js';

const NAMES = { database: 'tm', user: 'tessera', owner: null, ownedBySuperuser: false };

describe('rightsSentence', () => {
  it.each([
    ['permission denied to create extension "postgis"', null, 'CREATE EXTENSION postgis;'],
    ['permission denied for schema public', null, 'GRANT USAGE, CREATE ON SCHEMA public TO "tessera";'],
    ['permission denied for schema public', 'hot', 'GRANT "hot" TO "tessera";'],
    ['must be owner of table projects', 'h"ot', 'GRANT "h""ot" TO "tessera";'],
    ['permission denied for database tm', 'tessera', 'GRANT CREATE ON DATABASE "tm" TO "tessera";'],
  ])('names, for "%s" and the owner %s, the database and the statement', (reason, owner, statement) => {
    expect(rightsSentence({ ...NAMES, owner }, reason)).toBe(
      `The user "tessera" may not prepare the database "tm": ${reason}. ` +
        `A superuser must run in the database "tm": ${statement}`,
    );
  });

  it('does not grant the role of a superuser', () => {
    const names = { ...NAMES, owner: 'postgres', ownedBySuperuser: true };
    expect(rightsSentence(names, 'permission denied for schema public')).toMatch(
      /: ALTER TABLE … OWNER TO "tessera"; for each table of the schema public\.$/,
    );
  });
});
