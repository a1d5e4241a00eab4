/** The number of pieces of work that run at the same time, and the number that may wait. */
export interface BackgroundLimits {
  running: number;
  waiting: number;
}

interface Piece {
  key: string;
  work: (signal: AbortSignal) => Promise<void>;
}

/**
 * Work that is done after an answer. It is lost when the process ends, so only work that a later request repeats
 * belongs here.
 */
export class Background {
  private readonly waiting = new Map<string, Piece>();
  private readonly running = new Set<Promise<void>>();
  private readonly ending = new AbortController();

  /**
   * @param onFailure receives the error of a piece of work
   * @param limits if the queue is full, work is dropped and reported to `onFailure`
   */
  constructor(
    private readonly onFailure: (error: unknown) => void,
    private readonly limits: BackgroundLimits = { running: 4, waiting: 10_000 },
  ) {}

  /**
   * Queues work and returns at once.
   * @param key the subject of the work: of several waiting pieces with one key, one is run
   * @param work receives a signal that is aborted when the process ends
   */
  run(key: string, work: Piece['work']): void {
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
      const [piece] = this.waiting.values();
      if (!piece) return;
      this.waiting.delete(piece.key);
      const run = this.finish(piece);
      this.running.add(run);
      void run.then(() => {
        this.running.delete(run);
        this.startNext();
      });
    }
  }

  private async finish({ work }: Piece): Promise<void> {
    try {
      await work(this.ending.signal);
    } catch (error) {
      this.onFailure(error);
    }
  }
}
