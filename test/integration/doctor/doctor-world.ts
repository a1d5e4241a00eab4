import { afterAll, beforeAll } from 'vitest';
import { createContext, type Context } from '../../../src/context.js';
import type { Database } from '../../../src/db/database.js';
import { examine, type Repair } from '../../../src/modules/doctor/doctor.service.js';
import type { Finding } from '../../../src/modules/doctor/finding.js';
import { TaskEvents, type TaskEvent } from '../../../src/modules/tasks/engine/task-events.js';
import { SECRET, testConfig } from '../../support/app.js';
import { openEmptyDatabase } from '../../support/database.js';
import { factoryFor, type Factory } from '../../support/factory.js';

/** A database of its own, and what the doctor finds in it. */
export interface DoctorWorld {
  database: Database;
  context: Context;
  make: Factory;
  /** What was told of changed tasks. */
  events: TaskEvent[];
  /** The first finding of each check. */
  look: (repairs?: Repair[], of?: Context) => Promise<Record<string, Finding>>;
  script: (sql: string) => Promise<void>;
}

let opened = 0;

/** Opens an empty database for the tests of a `describe`. @param prepare makes its tables */
export function useDoctor(prepare: (database: Database) => Promise<unknown>): DoctorWorld {
  const world = { events: [] as TaskEvent[] } as DoctorWorld;
  world.look = async (repairs = [], of = world.context) => {
    const { findings } = await examine(of, repairs);
    return Object.fromEntries(findings.toReversed().map((finding) => [finding.check, finding]));
  };
  world.script = (sql) => world.database.runScript(sql);
  beforeAll(async () => {
    const database = await openEmptyDatabase(`doctor_${(opened += 1)}`);
    await prepare(database);
    const told = new TaskEvents();
    told.subscribe((event) => world.events.push(event));
    const config = testConfig({ STANDIN_OSM: 'true' });
    const context = createContext({ database, config, secret: SECRET, events: told });
    Object.assign(world, { database, context, make: factoryFor(database) });
  });
  afterAll(async () => {
    if (Object.hasOwn(world, 'database')) await world.database.close();
  });
  return world;
}

/** The severities of checks, or that they were repaired. */
export const severities = (findings: Record<string, Finding>, ...checks: string[]): string[] =>
  checks.map((check) => `${check}: ${findings[check]?.repaired ? 'repaired' : findings[check]?.severity}`);
