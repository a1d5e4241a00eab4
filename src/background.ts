/** The largest numbers of jobs that run at the same time, and that wait. */
export interface BackgroundLimits {
  running: number;
  waiting: number;
}

interface Job {
  key: string;
  work: (signal: AbortSignal) => Promise<void>;
}

/**
 * Jobs that run after an answer is sent. Waiting jobs are lost when the process ends. A job must therefore be repeated by a
 * later request.
 */
export class Background {
  private readonly waiting = new Map<string, Job>();
  private readonly running = new Set<Promise<void>>();
  private readonly ending = new AbortController();

  /**
   * @param onFailure receives the error of a job
   * @param limits if the queue is full, a job is dropped and reported to `onFailure`
   */
  constructor(
    private readonly onFailure: (error: unknown) => void,
    private readonly limits: BackgroundLimits = { running: 4, waiting: 10_000 },
  ) {}

  /**
   * Queues a job and returns at once.
   * @param key the subject of the job: of several waiting jobs with the same key, only one is run
   * @param work receives a signal that is aborted when the process ends
   */
  run(key: string, work: Job['work']): void {
    if (this.ending.signal.aborted || this.waiting.has(key)) return;
    if (this.waiting.size >= this.limits.waiting) {
      this.onFailure(new Error(`too much background work: ${key} was dropped`));
      return;
    }
    this.waiting.set(key, { key, work });
    this.startNext();
  }

  /** Waits until all work is done. For tests and commands. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  /** Drops the waiting work, and waits for the running work. */
  async stop(): Promise<void> {
    this.ending.abort();
    this.waiting.clear();
    await this.idle();
  }

  private startNext(): void {
    while (this.running.size < this.limits.running) {
      const [job] = this.waiting.values();
      if (!job) return;
      this.waiting.delete(job.key);
      const run = this.finish(job);
      this.running.add(run);
      void run.then(() => {
        this.running.delete(run);
        this.startNext();
      });
    }
  }

  private async finish({ work }: Job): Promise<void> {
    try {
      await work(this.ending.signal);
    } catch (error) {
      this.onFailure(error);
    }
  }
}
