import { computed, signal } from '@preact/signals';
import { basePath } from './settings.js';

/** Which view is shown. */
export type Route =
  | { view: 'projects' }
  | { view: 'project'; projectId: number; taskId: number | null }
  | { view: 'new' }
  | { view: 'authorized' }
  | { view: 'unknown' };

/** The path of an address below the page, without a slash at its start: what `href` and `go` take. */
export const pathBelow = ({ pathname }: { pathname: string }): string => pathname.slice(basePath.length);

function parse(pathname: string): Route {
  const rest = pathname.startsWith(basePath) ? pathBelow({ pathname }).replace(/\/$/, '') : '';
  if (rest === '' || rest === 'projects') return { view: 'projects' };
  if (rest === 'new') return { view: 'new' };
  if (rest === 'authorized') return { view: 'authorized' };
  const [, projectId, taskId] = /^projects\/(\d{1,9})(?:\/tasks\/(\d{1,9}))?$/.exec(rest) ?? [];
  if (projectId === undefined) return { view: 'unknown' };
  return { view: 'project', projectId: Number(projectId), taskId: taskId === undefined ? null : Number(taskId) };
}

const path = signal(location.pathname);

export const route = computed(() => parse(path.value));

window.addEventListener('popstate', () => (path.value = location.pathname));

/** Address of a view, for links. @param rest path below the page, without a slash at its start */
export const href = (rest: string): string => `${basePath}${rest}`;

export const projectPath = (projectId: number, taskId: number | null = null): string =>
  `projects/${projectId}${taskId === null ? '' : `/tasks/${taskId}`}`;

/** Shows another view. @param rest path below the page, without a slash at its start */
export function go(rest: string, { replace = false } = {}): void {
  const target = href(rest);
  if (target === location.pathname) return;
  if (replace) history.replaceState(null, '', target);
  else history.pushState(null, '', target);
  path.value = target;
}

/** Follows links of the page without loading it anew. */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-link]');
    if (!link) return;
    event.preventDefault();
    go(pathBelow(link));
  });
}
