import type { ActionName, TaskStatus } from '../state-machine/task-states.js';

/** A committed action: the tasks that it changed. */
export interface TaskEvent {
  action: ActionName;
  projectId: number;
  actorId: number;
  tasks: { taskId: number; from: TaskStatus; to: TaskStatus }[];
}

/** Publishes committed actions to subscribers in this process. The failure of a subscriber does not fail the action. */
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
