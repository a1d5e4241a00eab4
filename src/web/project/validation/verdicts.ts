import type { IssueCategory } from '../../api/client.js';

/** The verdict of a validator on a task, as the form has it. */
export interface Verdict {
  /** Null if the validator has not decided yet. */
  status: 'VALIDATED' | 'INVALIDATED' | null;
  comment: string;
  /** Number of issues by the id of their category. */
  issues: Readonly<Record<number, number>>;
}

export const NO_VERDICT: Verdict = { status: null, comment: '', issues: {} };

/** A verdict in the form of the API. */
export interface ValidationResult {
  taskId: number;
  status: 'VALIDATED' | 'INVALIDATED';
  comment?: string;
  validationIssues?: { mappingIssueCategoryId: number; issue: string; count: number }[];
}

/** The issues of a verdict in the form of the API. Numbers below 1 are left out. */
function issuesOf({ issues }: Verdict, categories: readonly IssueCategory[]) {
  return categories.flatMap(({ categoryId, name }) => {
    const count = issues[categoryId] ?? 0;
    return count >= 1 ? [{ mappingIssueCategoryId: categoryId, issue: name, count }] : [];
  });
}

/** Converts the verdict on a task to the form of the API. @returns null if the validator has not decided yet */
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
