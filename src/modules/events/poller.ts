/** Longest pause after failures, in milliseconds. */
const MAX_PAUSE_MS = 5000;

interface Waiter {
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Repeats one piece of work from `start` to `stop`, never twice at the same time. */
export class Poller {
  /** Called with each failure. */
  onFailure: (error: unknown) => void = () => undefined;
  private isActive = false;
  private running: Promise<void> | null = null;
  private waiters: Waiter[] = [];
  private failures = 0;
  private endPause: () => void = () => undefined;

  constructor(
    private readonly pauseMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  start(): void {
    this.isActive = true;
    this.running ??= this.loop();
  }

  /** Stops after the current work. */
  stop(): void {
    this.isActive = false;
    this.endPause();
  }

  /**
   * Ends the pause, so that the work starts again at once or after the current work. Waits for the end of this work.
   * @throws the error of the work
   */
  runNow(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiters.push({ resolve, reject });
      this.endPause();
    });
  }

  /** Waits until the work has stopped. */
  async idle(): Promise<void> {
    await this.running;
  }

  private async loop(): Promise<void> {
    while (this.isActive) {
      await this.runOnce();
      if (this.isActive && this.waiters.length === 0) await this.pause();
    }
    for (const { resolve } of this.waiters.splice(0)) resolve();
    this.running = null;
  }

  private async runOnce(): Promise<void> {
    const waiters = this.waiters.splice(0);
    try {
      await this.work();
      this.failures = 0;
      for (const { resolve } of waiters) resolve();
    } catch (error) {
      this.failures++;
      this.onFailure(error);
      for (const { reject } of waiters) reject(error);
    }
  }

  private async pause(): Promise<void> {
    const wait = Math.min(MAX_PAUSE_MS, this.pauseMs * 2 ** this.failures);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.endPause = () => undefined;
  }
}
