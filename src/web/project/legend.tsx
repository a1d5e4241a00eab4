import { t } from '../app/i18n.js';
import type { TaskStatus } from '../api/client.js';
import type { ProjectStore } from './project-store.js';
import { ALL_STATUSES, COLOURS, isLocked, PRIORITY_FILL, PRIORITY_LINE } from './statuses.js';

/** The colour of a state as the map shows it. */
export function Swatch({ status }: { status: TaskStatus }) {
  return (
    <svg class="swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <rect
        x="1.5"
        y="1.5"
        width="13"
        height="13"
        fill={COLOURS[status]}
        stroke={isLocked(status) ? '#2c3038' : '#8a93a3'}
        stroke-width={isLocked(status) ? 3 : 1}
      />
    </svg>
  );
}

/** What the colours mean, and how many tasks there are of each. */
export function Legend({ store }: { store: ProjectStore }) {
  const counts = store.counts.value;
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
          <svg class="swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <rect
              x="1.5"
              y="1.5"
              width="13"
              height="13"
              fill={PRIORITY_FILL}
              stroke={PRIORITY_LINE}
              stroke-dasharray="3 2"
            />
          </svg>{' '}
          {t('project.priorityArea')}
        </li>
      )}
    </ul>
  );
}
