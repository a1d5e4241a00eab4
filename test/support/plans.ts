import pg from 'pg';

/** Tables that grow with an instance. A statement of one page, project, user or task must not read all of one. */
export const LARGE_TABLES = ['tasks', 'task_history', 'users', 'messages', 'projects'] as const;
export type LargeTable = (typeof LARGE_TABLES)[number];

/** A statement as it was sent to the database. */
export interface Sent {
  text: string;
  values: unknown[];
  /** Whether it is kept prepared: PostgreSQL may then use one plan for all values. */
  isKept: boolean;
}

type Query = pg.Client['query'];

const isReadOrWrite = (text: string): boolean =>
  /^\s*(\/\*.*?\*\/\s*)?(SELECT|WITH|INSERT|UPDATE|DELETE|DECLARE)\b/i.test(text);

/** Statements that `pg` sends while `work` runs, each text once, whoever sends them: the executor, a cursor or Prisma's client. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent = new Map<string, Sent>();
  const prototype = pg.Client.prototype as { query: Query };
  const { query } = prototype;
  prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [given, values] = args as [string | { text?: string; values?: unknown[]; name?: string }, unknown];
    const config = typeof given === 'string' ? { text: given } : given;
    const { text } = config;
    if (text !== undefined && isReadOrWrite(text))
      sent.set(text, {
        text: text.replace(/^DECLARE .*? FOR /s, ''),
        values: config.values ?? (Array.isArray(values) ? values : []),
        isKept: config.name !== undefined,
      });
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as Query;
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return [...sent.values()];
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  Plans?: PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Large tables that a plan reads from the first row to the last: in their order, or in that of an index without a condition. */
function scannedBy(root: PlanNode): LargeTable[] {
  const scanned = nodesOf(root)
    .filter(({ 'Node Type': type }) => type === 'Seq Scan')
    .map((node) => node['Relation Name'] as LargeTable);
  return LARGE_TABLES.filter((table) => scanned.includes(table));
}

async function explain(client: pg.ClientBase, text: string, values: unknown[] = []): Promise<LargeTable[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
  return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => scannedBy(Plan)));
}

/** The large tables that the plan for any values reads wholly, as a statement that is kept prepared may get it. */
async function explainKept(client: pg.ClientBase, { text, values }: Sent): Promise<LargeTable[]> {
  await client.query('SET plan_cache_mode = force_generic_plan');
  try {
    await client.query(`PREPARE explained AS ${text}`);
    const nulls = values.length > 0 ? `(${values.map(() => 'NULL').join(', ')})` : '';
    return await explain(client, `EXECUTE explained${nulls}`);
  } finally {
    await client.query('DEALLOCATE ALL; RESET plan_cache_mode');
  }
}

const nameOf = (text: string): string =>
  /\/\* (\w+) \*\//.exec(text)?.[1] ?? text.trim().replaceAll(/\s+/g, ' ').slice(0, 80);

/** The scans of large tables in the plans of some statements, as `statement: table`. */
export async function scansOf(client: pg.ClientBase, statements: Sent[]): Promise<string[]> {
  const scans = new Set<string>();
  for (const statement of statements) {
    const tables = [
      ...(await explain(client, statement.text, statement.values)),
      ...(statement.isKept ? await explainKept(client, statement) : []),
    ];
    for (const table of tables) scans.add(`${nameOf(statement.text)}: ${table}`);
  }
  return [...scans];
}
