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

/** If the stream of events is not connected after this time, the states are read without it. In milliseconds. */
const MAX_STREAM_WAIT_MS = 1500;

/** Loads the project and applies its events. @returns whether the stream of events is connected */
function useLiveProject(store: ProjectStore): boolean {
  const [isLive, setIsLive] = useState(false);
  useEffect(() => {
    let isRefreshed = false;
    const refresh = (): void => {
      isRefreshed = true;
      void store.refresh();
    };
    const refreshOnce = (): void => {
      if (!isRefreshed) refresh();
    };
    const timer = setTimeout(refreshOnce, MAX_STREAM_WAIT_MS);
    void store.load();
    const stream = new EventStream(store.projectId, {
      onTask: (event) => store.apply(event),
      onProject: () => void store.loadProject().catch(() => undefined),
      onReset: () => {
        if (isRefreshed) void store.loadProject().catch(() => undefined);
        refresh();
      },
      onConnection: (live) => {
        setIsLive(live);
        if (!live) refreshOnce();
      },
    });
    return () => {
      clearTimeout(timer);
      stream.close();
    };
  }, [store]);
  return isLive;
}

/** Loads the texts of the project again when the user changes the language. */
function useTextsInLanguage(store: ProjectStore): void {
  const loadedLocale = useRef(locale.value);
  useEffect(() => {
    if (loadedLocale.current !== locale.value) void store.loadTexts();
    loadedLocale.current = locale.value;
  }, [store, locale.value]);
}

/** The view of a project: the map, and beside it a panel with the project or with the open task. */
export function ProjectPage({ projectId, taskId }: { projectId: number; taskId: number | null }) {
  const store = useMemo(() => new ProjectStore(projectId), [projectId]);
  const isLive = useLiveProject(store);
  useTextsInLanguage(store);
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
