import { describe, expect, test } from 'vitest';
import { maySeeProject } from '../../../../src/access/project-policy.js';
import { assertMayMap, assertMayValidate } from '../../../../src/modules/tasks/engine/action-policy.js';
import { CASES, codeOf, forServer, pageRights } from './rights-cases.js';

/** The sentences of the page for each refusal of the server. */
const SENTENCES: Record<string, RegExp> = {
  UserNotAllowed: /^(error\.ReadOnly|rights\.list)/,
  ProjectNotPublished: /^(rights\.archived|error\.ProjectNotPublished)$/,
  'MappingNotAllowed.USER_NOT_TEAM_MEMBER': /^rights\.team\.mapping$/,
  'MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL': /^rights\.level\.mapping$/,
  ValidtionNotAllowed: /^rights\.(team|level)\.validation$/,
};

describe('the rights that the page computes', () => {
  const visible = CASES.filter((of) => maySeeProject(...forServer(of)));

  test.each(['mapping', 'validation'] as const)('are the rights that the server checks: %s', (work) => {
    const assertMay = work === 'mapping' ? assertMayMap : assertMayValidate;
    const reasons = new Set<string | null>();
    for (const of of visible) {
      const code = codeOf(() => assertMay(...forServer(of), false));
      const reason = pageRights(of)[work];
      reasons.add(reason);
      if (code === null) expect(reason, JSON.stringify(of)).toBeNull();
      else expect(reason, JSON.stringify(of)).toMatch(SENTENCES[code]!);
    }
    expect(visible.length).toBeGreaterThan(1000);
    expect(reasons.size).toBeGreaterThanOrEqual(work === 'mapping' ? 4 : 6);
  });
});
