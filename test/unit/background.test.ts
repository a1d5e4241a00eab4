import { describe, expect, it } from 'vitest';
import { Background } from '../../src/background.js';

/** A promise that a test settles. */
function gate() {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}

const failing = (error: unknown): never => {
  throw error;
};

describe('background work', () => {
  it('runs a limited number of jobs at a time and the others later', async () => {
    const background = new Background(failing, { running: 2, waiting: 10 });
    const gates = [gate(), gate(), gate()];
    const started: number[] = [];
    for (const [index, { passed }] of gates.entries())
      background.run(`${index}`, () => {
        started.push(index);
        return passed;
      });
    expect(started).toEqual([0, 1]);
    for (const { open } of gates) open();
    await background.idle();
    expect(started).toEqual([0, 1, 2]);
  });

  it('runs one of several waiting jobs with the same key', async () => {
    const background = new Background(failing, { running: 1, waiting: 10 });
    const { open, passed } = gate();
    let runs = 0;
    background.run('first', () => passed);
    for (let i = 0; i < 5; i++) background.run('again', async () => void runs++);
    open();
    await background.idle();
    expect(runs).toBe(1);
  });

  it('reports failed and rejected jobs and continues', async () => {
    const failures: string[] = [];
    const background = new Background((error) => failures.push((error as Error).message), { running: 1, waiting: 1 });
    let done = false;
    background.run('bad', async () => failing(new Error('broken')));
    background.run('good', async () => void (done = true));
    background.run('too many', async () => failing(new Error('not run')));
    await background.idle();
    expect(failures).toEqual(['too much background work: too many was dropped', 'broken']);
    expect(done).toBe(true);
  });

  it('drops waiting jobs and waits for running jobs when it is stopped', async () => {
    const background = new Background(failing, { running: 1, waiting: 10 });
    const { open, passed } = gate();
    const ran: string[] = [];
    background.run('running', async (signal) => {
      await passed;
      ran.push(signal.aborted ? 'told' : 'not told');
    });
    background.run('waiting', async () => void ran.push('waiting'));
    const stopped = background.stop();
    open();
    await stopped;
    background.run('late', async () => void ran.push('late'));
    await background.idle();
    expect(ran).toEqual(['told']);
  });
});
