import type { ComponentProps } from 'preact';
import type { TaskStatus } from '../../api/client.js';
import { t } from '../../app/i18n.js';
import type { ProjectStore } from '../store/project-store.js';
import { ALL_STATUSES, COLOURS, isLocked, LOCK_LINE, PRIORITY_FILL, PRIORITY_LINE, TASK_LINE } from './statuses.js';

/** A square that looks like a task on the map. */
function Square(paint: ComponentProps<'rect'>) {
  return (
    <svg class="swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <rect x="1.5" y="1.5" width="13" height="13" {...paint} />
    </svg>
  );
}

/** A square with the colours that the map uses for a state. */
export function Swatch({ status }: { status: TaskStatus }) {
  const line = isLocked(status) ? { stroke: LOCK_LINE, 'stroke-width': 3 } : { stroke: TASK_LINE, 'stroke-width': 1 };
  return <Square fill={COLOURS[status]} {...line} />;
}

/** The colours of the states with the number of tasks in each state. */
export function Legend({ store }: { store: ProjectStore }) {
  const counts = store.tasks.counts.value;
  const shown = ALL_STATUSES.filter((status) => status !== 'SPLIT' || counts.SPLIT > 0);
  const hasPriority = (store.project.value?.priorityAreas ?? []).length > 0;
  return (
    <ul class="legend" aria-label={t('project.legend')}>
      {shown.map((status) => (
        <li key={status} data-status={status}>
          <Swatch status={status} /> {t(`status.${status}`)} <span class="count">{counts[status]}</span>
        </li>
      ))}
      {hasPriority && (
        <li>
          <Square fill={PRIORITY_FILL} stroke={PRIORITY_LINE} stroke-dasharray="3 2" /> {t('project.priorityArea')}
        </li>
      )}
    </ul>
  );
}
