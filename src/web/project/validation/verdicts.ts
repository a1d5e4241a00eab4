import type { IssueCategory } from '../../api/client.js';

/** What a validator says about a task. */
export interface Verdict {
  /** Null: none yet. */
  status: 'VALIDATED' | 'INVALIDATED' | null;
  comment: string;
  /** Numbers of issues by the ids of their categories. */
  issues: Readonly<Record<number, number>>;
}

export const NO_VERDICT: Verdict = { status: null, comment: '', issues: {} };

/** A verdict as the API takes it. */
export interface ValidationResult {
  taskId: number;
  status: 'VALIDATED' | 'INVALIDATED';
  comment?: string;
  validationIssues?: { mappingIssueCategoryId: number; issue: string; count: number }[];
}

/** The issues of a verdict, named as their categories are. Numbers below 1 count as none. */
function issuesOf({ issues }: Verdict, categories: readonly IssueCategory[]) {
  return categories.flatMap(({ categoryId, name }) => {
    const count = issues[categoryId] ?? 0;
    return count >= 1 ? [{ mappingIssueCategoryId: categoryId, issue: name, count }] : [];
  });
}

/** The verdict on a task as the API takes it; null where there is none yet. */
export function resultOf(
  taskId: number,
  verdict: Verdict,
  categories: readonly IssueCategory[],
): ValidationResult | null {
  const { status } = verdict;
  if (status === null) return null;
  const comment = verdict.comment.trim();
  const validationIssues = issuesOf(verdict, categories);
  return {
    taskId,
    status,
    ...(comment !== '' && { comment }),
    ...(validationIssues.length > 0 && { validationIssues }),
  };
}
