import { parseArgs } from 'node:util';

export const USAGE = `npm run bench -- [--quick] [--json] [--only TEXT] [--against URL] [--keep]
npm run bench -- --embedded [--only TEXT] [--json]
npm run bench -- --instance [--quick] [--only TEXT]
npm run bench -- --indexes [--quick]

Measures the hot paths beside their floor (the same answer or change as one plain statement sent by pg), in turn, in one
run. Fails on a wrong answer or contradicting rows. Shows for each target whether it is met. A missed target does not fail
the run.

Needs a PostgreSQL with PostGIS whose user may create databases: BENCH_DATABASE_URL=postgres://user@127.0.0.1:5432.
Creates its own database there, named by BENCH_DATABASE (default tessera_bench), and drops it at the end.

  --quick     fewer rounds, less history
  --only      only measures with the text in their name
  --against   measures another server beside this checkout's (an older commit, a Tasking Manager 5): it must use the same
              database and the secret given as BENCH_SECRET. Fill the database first with --seed-only
  --seed-only only fills the database (2 million rows of history over 200 projects; fewer with --quick), and keeps it
  --keep      does not drop the database at the end; reuses an existing one and adds missing rows
  --embedded  a short form on the embedded database, with the demo project: needs no PostgreSQL
  --instance  measures the reads of the API at the size of a whole instance (40,000 projects, 400,000 users, 15 million rows of
              history; 5 GB, some three minutes to fill) and at a tenth of it; with --quick at a tenth alone. The databases
              tessera_instance_1 and tessera_instance_10 are kept for the next run
  --indexes   measures what Tessera's own indexes cost the actions of mappers and managers at that size, on two copies of the
              database (10 GB more, dropped at the end), one of them without these indexes; with --quick at a tenth of it
  --json      every figure as JSON
`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    instance: { type: 'boolean', default: false },
    indexes: { type: 'boolean', default: false },
    embedded: { type: 'boolean', default: false },
    'seed-only': { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    against: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** The options of the command line and the environment. */
export const options = {
  ...values,
  database: process.env.BENCH_DATABASE || 'tessera_bench',
  databaseUrl: process.env.BENCH_DATABASE_URL,
  secret: process.env.BENCH_SECRET,
};

/** Whether the path or section with the name is selected. */
export const isWanted = (name: string): boolean => name.toLowerCase().includes(options.only.toLowerCase());
