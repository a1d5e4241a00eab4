import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { api, dataOf, type IssueCategory } from '../../api/client.js';
import { t } from '../../app/i18n.js';
import type { Verdict } from './verdicts.js';

/** The largest number of issues of one category that the page accepts. */
const MAX_ISSUES = 9999;

/** The categories of mapping issues. Empty until they are loaded, or if there are none. */
export const issueCategories = signal<IssueCategory[]>([]);

/** Loads the categories. If this fails, tasks can be validated without issues. */
async function loadCategories(): Promise<void> {
  const { categories } = await dataOf(api.GET('/api/v2/tasks/issues/categories/'));
  issueCategories.value = categories;
}

/** Fields for the number of issues of each category that a validator has found in a task. */
export function IssueCounts({
  issues,
  onIssues,
}: {
  issues: Verdict['issues'];
  onIssues: (issues: Verdict['issues']) => void;
}) {
  useEffect(() => {
    if (issueCategories.value.length === 0) void loadCategories().catch(() => undefined);
  }, []);
  if (issueCategories.value.length === 0) return null;
  return (
    <details class="issues">
      <summary>{t('verdict.issues')}</summary>
      {issueCategories.value.map(({ categoryId, name }) => (
        <label key={categoryId}>
          {name}{' '}
          <input
            type="number"
            min={0}
            max={MAX_ISSUES}
            step={1}
            value={issues[categoryId] ?? 0}
            onInput={(event) =>
              onIssues({
                ...issues,
                [categoryId]: Math.min(MAX_ISSUES, Math.trunc(event.currentTarget.valueAsNumber) || 0),
              })
            }
          />
        </label>
      ))}
    </details>
  );
}
