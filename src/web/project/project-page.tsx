import { useEffect, useMemo, useState } from 'preact/hooks';
import { EventStream } from '../api/events.js';
import { Failure } from '../app/failure.js';
import { locale, t } from '../app/i18n.js';
import { MapView } from './map-view.js';
import { ProjectPanel } from './project-panel.js';
import { ProjectStore } from './project-store.js';
import { TaskPanel } from './task-panel.js';

/** How long the lists wait for the stream of events, so that they are read once. Milliseconds. */
const STREAM_HEAD_START_MS = 300;

/** Reads the project, and keeps it as its events say. @returns whether the events arrive */
function useLiveProject(store: ProjectStore): boolean {
  const [isLive, setIsLive] = useState(false);
  useEffect(() => {
    let begun = false;
    const begin = (): void => {
      if (begun) return;
      begun = true;
      void store.load();
    };
    const timer = setTimeout(begin, STREAM_HEAD_START_MS);
    const stream = new EventStream(store.projectId, {
      onTask: (event) => store.apply(event),
      onProject: () => void store.load(),
      onReset: () => (begun ? void store.load() : begin()),
      onState: (live) => {
        setIsLive(live);
        if (!live) begin();
      },
    });
    return () => {
      clearTimeout(timer);
      stream.close();
    };
  }, [store, locale.value]);
  return isLive;
}

/** A project: its map, and beside it the project or the task that is chosen. */
export function ProjectPage({ projectId, taskId }: { projectId: number; taskId: number | null }) {
  const store = useMemo(() => new ProjectStore(projectId), [projectId]);
  const isLive = useLiveProject(store);
  const name = store.project.value?.projectInfo?.name;
  useEffect(() => {
    document.title = `${taskId === null ? '' : `${t('task.title', { id: taskId })} · `}${name ?? `#${projectId}`} · Tessera`;
  }, [name, taskId, projectId]);
  if (store.failure.value !== null && !store.project.value)
    return (
      <div class="page">
        <Failure of={store.failure.value} onRetry={() => void store.load()} />
      </div>
    );
  return (
    <div class="project">
      <MapView store={store} taskId={taskId} />
      <aside class="panel" aria-label={t('project.panel')}>
        {taskId === null ? (
          <ProjectPanel store={store} isLive={isLive} />
        ) : (
          <TaskPanel key={taskId} store={store} taskId={taskId} />
        )}
      </aside>
    </div>
  );
}
