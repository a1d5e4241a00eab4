import { PERMISSION, PROJECT_STATUS } from '../../../access/codes.js';
import { projectNotFound } from '../../../access/project-policy.js';
import type { Context } from '../../../context.js';
import { inTransaction, type Tx } from '../../../db/transaction.js';
import { DomainError } from '../../../errors/errors.js';
import { codeOf, DIFFICULTIES, MAPPING_TYPES, TEAM_ROLE_NAMES } from '../project-codes.js';
import { lockProjectForEdit, saveProject, type ProjectEdit, type References } from './project-edit.repository.js';
import {
  assertPublishable,
  osmchaFilterIdOf,
  priorityPolygons,
  settingsFor,
  storedTexts,
} from './project-edit.rules.js';
import type { ProjectForm } from './project-form.js';

const unique = <T>(values: T[]): T[] => [...new Set(values)];

const wantedReferences = (form: ProjectForm) => ({
  organisationId: form.organisation,
  licenseId: form.licenseId,
  levelIds: unique([form.mappingPermissionLevelId, form.validationPermissionLevelId]),
  teamIds: unique(form.teams.map(({ teamId }) => teamId)),
  campaignIds: unique(form.campaigns.map(({ id }) => id)),
  interestIds: unique(form.interests.map(({ id }) => id)),
  usernames: unique(form.allowedUsernames),
});

/** The first wanted value that was not found. */
const missing = <T>(wanted: T[], found: T[]): T | undefined => wanted.find((value) => !found.includes(value));

/**
 * Asserts that all references of a form exist.
 * @throws DomainError InvalidData (levels), RequireLicenseId, ORGANISATION_NOT_FOUND, TEAM_NOT_FOUND, CAMPAIGN_NOT_FOUND,
 *   INTEREST_NOT_FOUND, USER_NOT_FOUND
 */
function assertReferencesExist(wanted: ReturnType<typeof wantedReferences>, found: References): void {
  const level = missing(wanted.levelIds, found.levelIds);
  if (level !== undefined)
    throw new DomainError('InvalidData', { sentence: `There is no mapping level with the id ${level}` });
  if (wanted.organisationId !== null && !found.hasOrganisation)
    throw new DomainError('ORGANISATION_NOT_FOUND', { details: { organisation_id: wanted.organisationId } });
  if (wanted.licenseId !== null && !found.hasLicense) throw new DomainError('RequireLicenseId');
  const team = missing(wanted.teamIds, found.teamIds);
  if (team !== undefined) throw new DomainError('TEAM_NOT_FOUND', { details: { team_id: team } });
  const campaign = missing(wanted.campaignIds, found.campaignIds);
  if (campaign !== undefined) throw new DomainError('CAMPAIGN_NOT_FOUND', { details: { campaign_id: campaign } });
  const interest = missing(wanted.interestIds, found.interestIds);
  if (interest !== undefined) throw new DomainError('INTEREST_NOT_FOUND', { details: { interest_id: interest } });
  const names = found.users.map(({ username }) => username);
  const user = missing(wanted.usernames, names);
  if (user !== undefined) throw new DomainError('USER_NOT_FOUND', { details: { username: user } });
}

const columnsOf = (form: ProjectForm, isSandbox: boolean): ProjectEdit['columns'] => ({
  ...form,
  ...settingsFor(isSandbox, form),
  status: PROJECT_STATUS[form.status],
  difficulty: codeOf(DIFFICULTIES, form.difficulty, 1),
  mappingPermission: PERMISSION[form.mappingPermission],
  validationPermission: PERMISSION[form.validationPermission],
  osmchaFilterId: osmchaFilterIdOf(form.osmchaFilterId),
  mappingTypes: form.mappingTypes?.map((name) => codeOf(MAPPING_TYPES, name, 1)) ?? null,
});

const linksOf = (
  form: ProjectForm,
  { campaignIds, interestIds }: ReturnType<typeof wantedReferences>,
  { users }: References,
): ProjectEdit['links'] => ({
  teams: form.teams.map(({ teamId, role }) => ({ teamId, role: codeOf(TEAM_ROLE_NAMES, role, -1) })),
  campaignIds,
  interestIds,
  userIds: users.map(({ id }) => id),
});

/**
 * Writes a form to a project, all of it or nothing. Simultaneous edits of a project are written one after the other.
 * @throws DomainError PROJECT_NOT_FOUND, InfoForLocaleRequired, MissingRequiredAttribute, InvalidGeoJson, and the errors of
 *   `assertReferencesExist`
 */
export async function editProject({ database }: Context, projectId: number, form: ProjectForm): Promise<void> {
  if (form.status === 'PUBLISHED') assertPublishable(form.projectInfoLocales, form.defaultLocale);
  const priorityAreas = priorityPolygons(form.priorityAreas);
  const texts = storedTexts(form.projectInfoLocales);
  const wanted = wantedReferences(form);
  const edit = async (tx: Tx): Promise<void> => {
    const found = await lockProjectForEdit(tx, projectId, wanted);
    if (!found) throw projectNotFound(projectId);
    assertReferencesExist(wanted, found);
    await saveProject(tx, projectId, {
      columns: columnsOf(form, found.isSandbox),
      texts,
      links: linksOf(form, wanted, found),
      customEditor: form.customEditor,
      priorityAreas,
    });
  };
  await inTransaction(database, edit, { prepared: true });
}
