/** How many pieces of work run at the same time, and how many may wait for their turn. */
export interface BackgroundLimits {
  running: number;
  waiting: number;
}

interface Piece {
  key: string;
  work: (signal: AbortSignal) => Promise<void>;
}

/**
 * Work that follows an answer and that nobody waits for. It is lost when the process ends: only work that a later
 * request brings again belongs here.
 */
export class Background {
  private readonly waiting = new Map<string, Piece>();
  private readonly running = new Set<Promise<void>>();
  private readonly ending = new AbortController();

  /**
   * @param onFailure is told what a piece of work threw
   * @param limits where there is no room to wait, work is dropped and reported to `onFailure`
   */
  constructor(
    private readonly onFailure: (error: unknown) => void,
    private readonly limits: BackgroundLimits = { running: 4, waiting: 10_000 },
  ) {}

  /**
   * Runs work when its turn comes, without waiting for it.
   * @param key what the work is about: of several pieces with one key that wait, one is run
   * @param work is given a signal that is aborted when the process ends
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

  /** Waits until nothing runs and nothing waits. For tests and commands. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  /** Drops what waits, and waits for what runs. */
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
