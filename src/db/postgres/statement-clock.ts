import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';

/** What the statements that somebody waited for took. */
export interface Spent {
  /** Waiting for the database, in milliseconds. */
  milliseconds: number;
  statements: number;
}

/** A statement that took long. */
export interface SlowStatement {
  /** What stands in the comment that it begins with: the function that sends it. */
  statement: string;
  milliseconds: number;
}

const nameOf = (text: string): string =>
  /^\s*\/\* (\w+) \*\//.exec(text)?.[1] ?? text.trim().replaceAll(/\s+/g, ' ').slice(0, 60);

/** Takes the time of statements: for whoever waits for them, and for the log where one is slow. */
export class StatementClock {
  /** Told of every statement that took longer than the limit. */
  onSlow: (slow: SlowStatement) => void = () => undefined;
  private readonly waiting = new AsyncLocalStorage<Spent>();

  /** @param limit in milliseconds; 0: no statement counts as slow */
  constructor(private readonly limit: number) {}

  /** Runs `work`, and adds to `spent` what the statements take that it, and what it begins, wait for. */
  during<T>(spent: Spent, work: () => T): T {
    return this.waiting.run(spent, work);
  }

  /** Call it when a statement is sent, and what it returns when its answer is there. */
  readonly start = (text: string): (() => void) => {
    const spent = this.waiting.getStore();
    const begun = performance.now();
    return () => {
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

const textOf = (query: unknown): string =>
  typeof query === 'string' ? query : ((query as { text?: string } | undefined)?.text ?? '');

type Send = (...args: unknown[]) => unknown;

/** Times the statements of a connection, whoever sends them. Call it when the connection is new. */
export function timeStatements(client: pg.ClientBase, clock: StatementClock): void {
  const send = client.query.bind(client) as unknown as Send;
  // As `pg` has it: with a callback at the end, or a promise as the answer.
  const timed: Send = (...args) => {
    const done = clock.start(textOf(args[0]));
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      const answered: Send = (...answer) => {
        done();
        return (callback as Send)(...answer);
      };
      return send(...args.slice(0, -1), answered);
    }
    const answer = send(...args);
    if (answer instanceof Promise) void answer.then(done, done);
    return answer;
  };
  client.query = timed as unknown as typeof client.query;
}
