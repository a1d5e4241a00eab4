import { describe, expect, it } from 'vitest';
import { ROLE } from '../../../src/access/codes.js';
import {
  managesOrganisation,
  mayCreateProjects,
  mayCreateProjectsFor,
} from '../../../src/access/organisation-policy.js';

/** Who may act, with a row as manager of the organisation and without. */
const TABLE = [
  { role: 'ADMIN', without: true, withRow: true },
  { role: 'MAPPER', without: false, withRow: true },
  { role: 'READ_ONLY', without: false, withRow: false },
] as const;

describe('organisation policy', () => {
  it.each(TABLE)(
    'lets a user with the role $role manage an organisation: $without, as its manager: $withRow',
    (row) => {
      const viewer = { role: ROLE[row.role] };
      expect(managesOrganisation(viewer, null)).toBe(row.without);
      expect(managesOrganisation(viewer, { manages: false })).toBe(row.without);
      expect(managesOrganisation(viewer, { manages: true })).toBe(row.withRow);
    },
  );

  it.each(TABLE)('lets a user with the role $role create projects: $without, as a manager: $withRow', (row) => {
    const viewer = { role: ROLE[row.role] };
    for (const managesAny of [false, true])
      for (const managesThis of [false, true]) {
        const creator = { managesAny, managesOrganisation: managesThis };
        expect(mayCreateProjects(viewer, creator)).toBe(managesAny ? row.withRow : row.without);
        expect(mayCreateProjectsFor(viewer, creator)).toBe(managesThis ? row.withRow : row.without);
      }
  });
});
