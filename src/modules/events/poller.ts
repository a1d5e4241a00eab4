/** The longest pause after failures, in milliseconds. */
const LONGEST_PAUSE_MS = 5000;

interface Waiter {
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Repeats one piece of work from `start` to `stop`, never twice at the same time. */
export class Poller {
  /** Called with each failure. */
  onFailure: (error: unknown) => void = () => undefined;
  private active = false;
  private running: Promise<void> | null = null;
  private waiters: Waiter[] = [];
  private failures = 0;
  private wake: () => void = () => undefined;

  constructor(
    private readonly pauseMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  start(): void {
    this.active = true;
    this.running ??= this.loop();
  }

  /** Stops after the current work. */
  stop(): void {
    this.active = false;
    this.wake();
  }

  /** Starts the work without a pause, after the current work if any, and waits for its end. @throws the error of the work */
  once(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiters.push({ resolve, reject });
      this.wake();
    });
  }

  /** Waits until nothing runs. */
  async idle(): Promise<void> {
    await this.running;
  }

  private async loop(): Promise<void> {
    while (this.active) {
      await this.turn();
      if (this.active && this.waiters.length === 0) await this.pause();
    }
    for (const { resolve } of this.waiters.splice(0)) resolve();
    this.running = null;
  }

  private async turn(): Promise<void> {
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
    const wait = Math.min(LONGEST_PAUSE_MS, this.pauseMs * 2 ** this.failures);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = () => undefined;
  }
}
