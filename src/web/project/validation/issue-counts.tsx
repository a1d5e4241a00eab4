import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { api, dataOf, type IssueCategory } from '../../api/client.js';
import { t } from '../../app/i18n.js';
import type { Verdict } from './verdicts.js';

/** The categories of issues that validators can name. Empty until they are read, and where there are none. */
export const issueCategories = signal<IssueCategory[]>([]);

/** Reads the categories. Without them tasks are validated all the same. */
async function readCategories(): Promise<void> {
  const { categories } = await dataOf(api.GET('/api/v2/tasks/issues/categories/'));
  issueCategories.value = categories;
}

/** How many issues of each category a validator has found in a task. */
export function IssueCounts({
  issues,
  onIssues,
}: {
  issues: Verdict['issues'];
  onIssues: (issues: Verdict['issues']) => void;
}) {
  useEffect(() => {
    if (issueCategories.value.length === 0) void readCategories().catch(() => undefined);
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
            max={9999}
            step={1}
            value={issues[categoryId] ?? 0}
            onInput={(event) =>
              onIssues({ ...issues, [categoryId]: Math.min(9999, Math.trunc(event.currentTarget.valueAsNumber) || 0) })
            }
          />
        </label>
      ))}
    </details>
  );
}
