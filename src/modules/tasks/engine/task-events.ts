import type { ActionName, TaskStatus } from '../state-machine/task-states.js';

/** What happened to tasks in one transition, told after it was committed. */
export interface TaskEvent {
  action: ActionName;
  projectId: number;
  actorId: number;
  tasks: { taskId: number; from: TaskStatus; to: TaskStatus }[];
}

/** Where transitions are told, in this process, after their commit. A subscriber that fails does not fail the action. */
export class TaskEvents {
  private readonly subscribers = new Set<(event: TaskEvent) => void>();

  constructor(private readonly onFailure: (error: unknown) => void = () => undefined) {}

  /** @returns a function that ends the subscription */
  subscribe(subscriber: (event: TaskEvent) => void): () => void {
    this.subscribers.add(subscriber);
    return () => void this.subscribers.delete(subscriber);
  }

  publish(event: TaskEvent): void {
    for (const subscriber of this.subscribers)
      try {
        subscriber(event);
      } catch (error) {
        this.onFailure(error);
      }
  }
}
