import { z } from 'zod';
import { bodyId, codeName, pathId, projectPath } from '../../../http/schemas/schemas.js';

export const projectTeamPath = z.object({ projectId: projectPath.shape.projectId, teamId: pathId('Id of the team') });

const role = z.enum(['READ_ONLY', 'MAPPER', 'VALIDATOR', 'PROJECT_MANAGER']);

export const teamRole = z
  .object({ role: codeName('READ_ONLY', 'MAPPER', 'VALIDATOR', 'PROJECT_MANAGER') })
  .meta({ id: 'TeamRole', description: 'The role of a team in a project', examples: [{ role: 'MAPPER' }] });

export const projectTeamList = z
  .object({ teams: z.array(z.object({ teamId: z.int(), name: z.string(), role })), pagination: z.null() })
  .meta({
    id: 'ProjectTeamList',
    description: 'Teams of a project, one entry for each role',
    examples: [{ teams: [{ teamId: 22, name: 'Validators', role: 'VALIDATOR' }], pagination: null }],
  });

export const teamAssigned = z.object({ Success: z.string() }).meta({
  id: 'TeamAssigned',
  description: 'The team has the role in the project',
  examples: [{ Success: 'Team 22 assigned to project 7 with role VALIDATOR' }],
});

export const roleUpdated = z.object({ Status: z.literal('Team role updated successfully.') }).meta({
  id: 'TeamRoleUpdated',
  description: 'The team has the new role in the project',
  examples: [{ Status: 'Team role updated successfully.' as const }],
});

export const unlinked = z.object({ Success: z.literal(true) }).meta({
  id: 'Unlinked',
  description: 'The team is removed from the project',
  examples: [{ Success: true as const }],
});

export const unlinkedMany = z.object({ Success: z.literal(true), Message: z.string() }).meta({
  id: 'UnlinkedMany',
  description: 'The teams are removed from the projects. The message has the number of removals.',
  examples: [{ Success: true as const, Message: 'The team was unlinked from 2 projects' }],
});

export const projectTeamPairs = z
  .object({ items: z.array(z.object({ project_id: bodyId, team_id: bodyId })).max(10_000) })
  .meta({
    id: 'ProjectTeamPairs',
    description: 'Pairs of a team and a project. A pair that is given twice counts once.',
    examples: [{ items: [{ project_id: 7, team_id: 22 }] }],
  });
