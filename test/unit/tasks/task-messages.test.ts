import { describe, expect, it } from 'vitest';
import { taskMessagesOf, hasNoMessages } from '../../../src/modules/tasks/comments/task-messages.js';

type Acted = Parameters<typeof taskMessagesOf>[0][number];

const scene = { isPublic: true, projectId: 3, writer: 'Ann <b> "O"', appBaseUrl: 'https://tasks.example.org' };
const acted = (taskId: number, mappedBy: number | null, action: string, status: string, comment?: string): Acted =>
  ({
    task: { taskId, mappedBy },
    decision: { action, ...(comment && { comment, rawComment: comment }) },
    change: { status },
  }) as unknown as Acted;

describe('messages of an action', () => {
  it('name the task, the project and the writer of a comment with links', () => {
    const { notes } = taskMessagesOf([acted(9, null, 'comment', 'READY', '@ben #managers look')], scene);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatchObject({ taskId: 9, names: ['ben'], groups: ['managers'], message: '@ben #managers look' });
    expect(notes[0]?.mentionSubject).toContain(
      '<a href="https://tasks.example.org/projects/3/tasks/?search=9">Task 9</a>',
    );
    expect(notes[0]?.commentSubject).toContain(
      '<a href="https://tasks.example.org/users/Ann%20%3Cb%3E%20%22O%22">Ann &lt;b&gt; &quot;O&quot;</a>',
    );
  });

  it('are written once for each mapper and result of a review, with all task ids', () => {
    const review = (taskId: number, mappedBy: number | null, status: string): Acted =>
      acted(taskId, mappedBy, 'unlockAfterValidation', status);
    const { reviews, notes } = taskMessagesOf(
      [
        review(4, 7, 'VALIDATED'),
        review(2, 7, 'INVALIDATED'),
        review(5, 7, 'VALIDATED'),
        review(6, 8, 'MAPPED'),
        review(8, null, 'VALIDATED'),
      ],
      scene,
    );
    expect(notes).toEqual([]);
    expect(reviews.map(({ mapperId, status, taskId }) => [mapperId, status, taskId])).toEqual([
      [7, 'VALIDATED', 4],
      [7, 'INVALIDATED', 2],
    ]);
    expect(reviews[0]?.subject).toMatch(/search=4.*search=5.* have been validated$/);
    expect(reviews[1]?.subject).toMatch(/search=2.* has been marked as invalid$/);
  });

  it.each(['undo', 'validateAll', 'lockForMapping'])('are not written for %s', (action) => {
    expect(hasNoMessages(taskMessagesOf([acted(4, 7, action, 'VALIDATED')], scene))).toBe(true);
  });
});
