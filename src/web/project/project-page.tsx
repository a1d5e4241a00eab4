import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { EventStream } from '../api/events.js';
import { Failure } from '../app/failure.js';
import { locale, t } from '../app/i18n.js';
import { useTitle } from '../app/use-title.js';
import { MapView } from './map-view.js';
import { ProjectPanel } from './overview/project-panel.js';
import { ProjectStore } from './store/project-store.js';
import { TaskPanel } from './task/task-panel.js';
import { taskTitle } from './display/task-title.js';

/** Without a stream of events after this time, the states are read without it. Milliseconds. */
const STREAM_PATIENCE_MS = 1500;

/** Reads the project, and applies its events. @returns whether the stream of events is connected */
function useLiveProject(store: ProjectStore): boolean {
  const [isLive, setIsLive] = useState(false);
  useEffect(() => {
    let isCurrent = false;
    const catchUp = (): void => {
      isCurrent = true;
      void store.catchUp();
    };
    const withoutStream = (): void => {
      if (!isCurrent) catchUp();
    };
    const timer = setTimeout(withoutStream, STREAM_PATIENCE_MS);
    void store.load();
    const stream = new EventStream(store.projectId, {
      onTask: (event) => store.apply(event),
      onProject: () => void store.loadProject().catch(() => undefined),
      onReset: () => {
        if (isCurrent) void store.loadProject().catch(() => undefined);
        catchUp();
      },
      onState: (live) => {
        setIsLive(live);
        if (!live) withoutStream();
      },
    });
    return () => {
      clearTimeout(timer);
      stream.close();
    };
  }, [store]);
  const loaded = useRef(locale.value);
  useEffect(() => {
    if (loaded.current !== locale.value) void store.loadTexts();
    loaded.current = locale.value;
  }, [store, locale.value]);
  return isLive;
}

/** A project: its map, and beside it the project or the task that is chosen. */
export function ProjectPage({ projectId, taskId }: { projectId: number; taskId: number | null }) {
  const store = useMemo(() => new ProjectStore(projectId), [projectId]);
  const isLive = useLiveProject(store);
  const name = store.project.value?.projectInfo?.name;
  const title = name ?? `#${projectId}`;
  useTitle(taskId === null ? title : `${taskTitle(taskId)} · ${title}`);
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
