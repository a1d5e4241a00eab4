import { requireAccess } from '../../access/require-access.js';
import type { Context } from '../../context.js';
import { createProject } from '../../modules/projects/create/project-creation.service.js';
import { featureProject } from '../../modules/projects/actions/project-actions.service.js';
import { editProject } from '../../modules/projects/edit/project-edit.service.js';
import type { ProjectForm } from '../../modules/projects/edit/project-form.js';
import type { Groups } from './make-groups.js';
import type { DemoUserIds } from './make-users.js';
import { CHANGESET_COMMENT } from './incomplete-demo.repository.js';
import { COMOROS_TEXTS, DEMO_PROJECT, MALTA_TEXTS, SAO_TOME_TEXTS } from '../content/demo-texts.js';
import { DEMO_MANAGER } from '../content/demo-users.js';
import { readPlaces } from '../content/places.js';

/** A project of the demo. */
export interface DemoProject {
  projectId: number;
  taskCount: number;
}

/** The settings that projects of the demo have in common. */
const BASE: Omit<ProjectForm, 'projectInfoLocales' | 'defaultLocale' | 'organisation'> = {
  status: 'PUBLISHED',
  projectPriority: 'MEDIUM',
  difficulty: 'MODERATE',
  mappingPermission: 'ANY',
  mappingPermissionLevelId: 1,
  validationPermission: 'ANY',
  validationPermissionLevelId: 2,
  private: false,
  mappingEditors: ['ID', 'JOSM', 'RAPID'],
  validationEditors: ['ID', 'JOSM'],
  enforceRandomTaskSelection: false,
  rapidPowerUser: false,
  changesetComment: CHANGESET_COMMENT.incomplete,
  osmchaFilterId: null,
  dueDate: null,
  imagery: null,
  josmPreset: null,
  idPresets: null,
  extraIdParams: null,
  mappingTypes: ['BUILDINGS', 'ROADS'],
  countryTag: null,
  licenseId: null,
  teams: [],
  campaigns: [],
  interests: [],
  allowedUsernames: [],
  priorityAreas: [],
  customEditor: null,
};

const idsOf = (...ids: number[]): { id: number }[] => ids.map((id) => ({ id }));

/** Any user may map and validate it. The commands of the README and of the welcome text use it. */
const maltaForm = ({ organisations, campaigns, interests }: Groups): ProjectForm => ({
  ...BASE,
  projectInfoLocales: MALTA_TEXTS,
  defaultLocale: 'en',
  organisation: organisations.demo,
  difficulty: 'EASY',
  countryTag: ['Malta'],
  campaigns: idsOf(campaigns.islands),
  interests: idsOf(interests.resilience),
  priorityAreas: [
    {
      type: 'Polygon',
      coordinates: [
        [
          [14.49, 35.88],
          [14.53, 35.88],
          [14.53, 35.91],
          [14.49, 35.91],
          [14.49, 35.88],
        ],
      ],
    },
  ],
});

/** Any user may map it, and only a team may validate it. */
const saoTomeForm = ({ organisations, teams, campaigns, interests }: Groups): ProjectForm => ({
  ...BASE,
  projectInfoLocales: SAO_TOME_TEXTS,
  defaultLocale: 'pt',
  organisation: organisations.saoTome,
  projectPriority: 'HIGH',
  validationPermission: 'TEAMS',
  mappingTypes: ['ROADS'],
  countryTag: ['São Tomé and Príncipe'],
  teams: [
    { teamId: teams.saoTome, role: 'MAPPER' },
    { teamId: teams.validators, role: 'VALIDATOR' },
  ],
  campaigns: idsOf(campaigns.islands),
  interests: idsOf(interests.environment),
});

/** A private project for the members of two teams. */
const comorosForm = ({ organisations, teams, campaigns, interests }: Groups): ProjectForm => ({
  ...BASE,
  projectInfoLocales: COMOROS_TEXTS,
  defaultLocale: 'fr',
  organisation: organisations.comoros,
  projectPriority: 'URGENT',
  difficulty: 'CHALLENGING',
  private: true,
  mappingPermission: 'TEAMS',
  validationPermission: 'TEAMS',
  countryTag: ['Comoros'],
  teams: [
    { teamId: teams.comoros, role: 'MAPPER' },
    { teamId: teams.validators, role: 'VALIDATOR' },
  ],
  campaigns: idsOf(campaigns.islands, campaigns.health),
  interests: idsOf(interests.health),
});

/** Makes the projects of the demo. Malta is the first one, because the README uses project 1. */
export async function makeProjects(
  context: Context,
  users: DemoUserIds,
  groups: Groups,
): Promise<{ malta: DemoProject; saoTome: DemoProject; comoros: DemoProject }> {
  const places = readPlaces();
  // The project is made with the mark of an incomplete demo, so that an interruption leaves no project without it.
  const creation = { ...context.config.creation, changesetTag: CHANGESET_COMMENT.incomplete };
  const markedContext: Context = { ...context, config: { ...context.config, creation } };
  const make = async (authorId: number, area: unknown, zoom: number, form: ProjectForm): Promise<DemoProject> => {
    const creator = await requireAccess(
      { access: 'project:create' },
      { db: context.database.db, userId: authorId, params: { organisationId: form.organisation } },
    );
    const project = await createProject(markedContext, creator, {
      name: form.projectInfoLocales[0]?.name ?? DEMO_PROJECT,
      areaOfInterest: area,
      division: { by: 'grid', zoom, clip: true },
    });
    await editProject(context, project.projectId, form);
    return project;
  };
  // 120 tasks of up to 4 km², then tasks of up to 96 km².
  const malta = await make(users[DEMO_MANAGER], places.malta, 14, maltaForm(groups));
  const saoTome = await make(users.demo_joao, places.saoTome, 12, saoTomeForm(groups));
  const comoros = await make(users.demo_fatima, places.comoros, 12, comorosForm(groups));
  await featureProject(context, malta.projectId);
  return { malta, saoTome, comoros };
}
