import { computed, signal } from '@preact/signals';
import { basePath } from './settings.js';

/** A view and its parameters. */
type Route =
  | { view: 'projects' }
  | { view: 'project'; projectId: number; taskId: number | null }
  | { view: 'new' }
  | { view: 'authorized' }
  | { view: 'unknown' };

/** Path of a URL relative to the page, without a leading slash. `href` and `go` accept it. */
export const relativePath = ({ pathname }: { pathname: string }): string => pathname.slice(basePath.length);

function parseRoute(pathname: string): Route {
  const rest = pathname.startsWith(basePath) ? relativePath({ pathname }).replace(/\/$/, '') : '';
  if (rest === '' || rest === 'projects') return { view: 'projects' };
  if (rest === 'new') return { view: 'new' };
  if (rest === 'authorized') return { view: 'authorized' };
  const [, projectId, taskId] = /^projects\/(\d{1,9})(?:\/tasks\/(\d{1,9}))?$/.exec(rest) ?? [];
  if (projectId === undefined) return { view: 'unknown' };
  return { view: 'project', projectId: Number(projectId), taskId: taskId === undefined ? null : Number(taskId) };
}

const path = signal(location.pathname);

/** The current view. */
export const route = computed(() => parseRoute(path.value));

window.addEventListener('popstate', () => (path.value = location.pathname));

/** URL of a view, for links. @param rest path relative to the page, without a leading slash */
export const href = (rest: string): string => `${basePath}${rest}`;

/** Path of a project or of one of its tasks, relative to the page. */
export const projectPath = (projectId: number, taskId: number | null = null): string =>
  `projects/${projectId}${taskId === null ? '' : `/tasks/${taskId}`}`;

/** Opens another view. @param rest path relative to the page, without a leading slash */
export function go(rest: string, { replace = false } = {}): void {
  const target = href(rest);
  if (target === location.pathname) return;
  if (replace) history.replaceState(null, '', target);
  else history.pushState(null, '', target);
  path.value = target;
}

/** Opens links with `data-link` as views, without a reload of the page. */
export function handleLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-link]');
    if (!link) return;
    event.preventDefault();
    go(relativePath(link));
  });
}
