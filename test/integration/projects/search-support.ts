import { expect } from 'vitest';
import type { Call, World } from '../../support/app.js';
import type { Project, ProjectSpec } from '../../support/factory.js';
import { adorn, unique, type Adornment } from './adorn.js';

export interface Found {
  mapResults: unknown;
  results: Record<string, unknown>[];
  pagination?: Record<string, unknown>;
}

/** What a search answers that finds nothing. */
export const NOTHING = { mapResults: {}, results: [] };

export const idsOf = ({ results }: Found): unknown[] => results.map(({ projectId }) => projectId);

/** Searching in a test file. */
export function searchIn(world: World) {
  const find = async (query: Record<string, string>, call: Call = {}): Promise<Found> => {
    const answer = await world.get(`projects/?${new URLSearchParams(query).toString()}`, call);
    expect(answer.status, answer.text).toBe(200);
    return answer.body as Found;
  };
  /** Makes projects of a campaign of their own, so that a search for it finds these only. */
  const group = async (...specs: (ProjectSpec & { more?: Adornment })[]) => {
    const campaign = unique('campaign');
    const projects: Project[] = [];
    const made: Awaited<ReturnType<typeof adorn>>[] = [];
    for (const { more, ...spec } of specs) {
      const project = await world.make.project(spec);
      made.push(await adorn(world.database, project, { ...more, campaigns: [campaign, ...(more?.campaigns ?? [])] }));
      projects.push(project);
    }
    const search = (query: Record<string, string> = {}, call?: Call) =>
      find({ campaign, orderBy: 'id', omitMapResults: 'true', ...query }, call);
    return { campaign, projects, ids: projects.map(({ id }) => id), made, search };
  };
  return { find, group };
}
