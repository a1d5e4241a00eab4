import { t } from '../../app/i18n.js';

/** A bar with the percentages of tasks that are mapped and validated. */
export function ProgressBar({ percentMapped, percentValidated }: { percentMapped: number; percentValidated: number }) {
  const text = t('project.progress', { mapped: percentMapped, validated: percentValidated });
  return (
    <div class="progress">
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label={text}>
        <rect class="rest" width="100" height="4" />
        <rect class="mapped" width={percentMapped} height="4" />
        <rect class="validated" width={percentValidated} height="4" />
      </svg>
      <span aria-hidden="true">{text}</span>
    </div>
  );
}
