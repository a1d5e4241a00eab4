import { t } from '../../app/i18n.js';
import { isViewerLoaded } from '../../app/viewer.js';
import { session } from '../../app/session.js';
import { RichText } from '../../text/rich-text.js';
import { Activity } from './activity.js';
import { Legend } from '../display/legend.js';
import { Locks } from './locks.js';
import { NextTask } from './next-task.js';
import { ProgressBar } from './progress-bar.js';
import { Reasons } from '../rights/reasons.js';
import type { ProjectStore } from '../store/project-store.js';
import { TaskList } from './task-list.js';
import { ValidateSeveral } from '../validation/validate-several.js';

/** The actions of the viewer in the project, and why actions are not allowed. */
function ViewerActions({ store }: { store: ProjectStore }) {
  const { mapping, validation } = store.rights.value;
  if (!isViewerLoaded.value) return null;
  return (
    <>
      <NextTask store={store} />
      {!validation && <ValidateSeveral store={store} />}
      <Reasons of={[mapping, validation]} />
    </>
  );
}

/** The panel of a project: progress, actions, locks, activity, tasks and instructions. */
export function ProjectPanel({ store, isLive }: { store: ProjectStore; isLive: boolean }) {
  const project = store.project.value;
  if (!project) return <p role="status">{t('page.loading')}</p>;
  const { name, shortDescription, description, instructions } = project.projectInfo ?? {};
  return (
    <>
      <h1>{name}</h1>
      <p class="quiet">
        #{project.projectId} {project.organisationName && `· ${project.organisationName}`}{' '}
        <span class={isLive ? 'live on' : 'live'} role="status">
          {t(isLive ? 'project.live' : 'project.notLive')}
        </span>
      </p>
      {shortDescription && <RichText text={shortDescription} />}
      <ProgressBar {...store.tasks.progress.value} />
      <Legend store={store} />
      {session.value ? <ViewerActions store={store} /> : <p class="hint">{t('signIn.needed')}</p>}
      <Locks store={store} />
      <Activity store={store} />
      <TaskList store={store} />
      {(instructions || description) && (
        <details>
          <summary>{t('project.instructions')}</summary>
          <RichText text={description ?? ''} />
          <RichText text={instructions ?? ''} />
        </details>
      )}
    </>
  );
}
