import { AsyncLocalStorage } from 'node:async_hooks';
import type { PrismaPg } from '@prisma/adapter-pg';

/** The time of the statements of one request. */
export interface Spent {
  /** Waiting for the database, in milliseconds. */
  milliseconds: number;
  statements: number;
}

/** A statement that took longer than the limit. */
export interface SlowStatement {
  /** The function that sends it, from the comment at its beginning. */
  statement: string;
  milliseconds: number;
}

const nameOf = (text: string): string =>
  /^\s*\/\* (\w+) \*\//.exec(text)?.[1] ?? text.trim().replaceAll(/\s+/g, ' ').slice(0, 60);

/** Measures statements for the timing of requests and for the log of slow statements. */
export class StatementClock {
  /** Called with every statement that took longer than the limit. */
  onSlow: (slow: SlowStatement) => void = () => undefined;
  /** Called with the name of every statement when it is sent. The returned function is called when its answer has arrived. */
  onStatement?: (name: string) => () => void;
  private readonly waiting = new AsyncLocalStorage<Spent>();

  /** @param limit in milliseconds; 0: no statement counts as slow */
  constructor(private readonly limit: number) {}

  /** Runs `work`, and adds to `spent` the time of all statements that `work` and what it starts wait for. */
  during<T>(spent: Spent, work: () => T): T {
    return this.waiting.run(spent, work);
  }

  /** Call this when a statement is sent, and the function that it returns when its answer has arrived. */
  readonly start = (text: string): (() => void) => {
    const spent = this.waiting.getStore();
    const ended = this.onStatement?.(nameOf(text));
    const begun = performance.now();
    return () => {
      ended?.();
      const milliseconds = performance.now() - begun;
      if (spent) {
        spent.milliseconds += milliseconds;
        spent.statements++;
      }
      if (this.limit > 0 && milliseconds > this.limit)
        this.onSlow({ statement: nameOf(text), milliseconds: Math.round(milliseconds) });
    };
  };
}

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type Queryable = Pick<Adapter, 'queryRaw' | 'executeRaw'>;

/** A connection of Prisma's client whose statements are measured. */
function timedQueryable<T extends Queryable>(target: T, clock: StatementClock): T {
  const timed =
    <A extends [{ sql: string }], R>(send: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const stop = clock.start(args[0].sql);
      try {
        return await send(...args);
      } finally {
        stop();
      }
    };
  target.queryRaw = timed(target.queryRaw.bind(target));
  target.executeRaw = timed(target.executeRaw.bind(target));
  return target;
}

/** Measures the statements that Prisma's typed client sends. */
export function timedAdapter(factory: PrismaPg, clock: StatementClock | undefined): PrismaPg {
  if (!clock) return factory;
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = timedQueryable(await connect(), clock);
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (...args) => timedQueryable(await start(...args), clock);
    return adapter;
  };
  return factory;
}
