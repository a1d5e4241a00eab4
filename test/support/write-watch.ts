import type { Database } from '../../src/db/database.js';

/**
 * Notices writes. Asking is cheap while nothing is written: the next transaction number stays the same; otherwise every
 * version of every row of every table is compared.
 */
export class WriteWatch {
  private tables: string[] = [];
  private rows = '';
  private transactions = '';

  constructor(private readonly database: Database) {}

  private async readTransactions(): Promise<string> {
    const [row] = await this.database.prisma.$queryRaw<{ next: string }[]>`
      SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next`;
    return row?.next ?? '';
  }

  private async readRows(): Promise<string> {
    if (this.tables.length === 0) {
      const rows = await this.database.prisma.$queryRaw<{ name: string }[]>`
        SELECT quote_ident(tablename) AS name FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'spatial_ref_sys' ORDER BY 1`;
      this.tables = rows.map(({ name }) => name);
    }
    const selects = this.tables.map(
      (table) =>
        `SELECT '${table}' AS name, count(*) || ' ' || coalesce(sum(hashtext(t.ctid::text || t.xmin::text)::bigint), 0) AS sum FROM ${table} t`,
    );
    const rows = await this.database.prisma.$queryRawUnsafe<{ name: string; sum: string }[]>(
      selects.join(' UNION ALL '),
    );
    return rows.map(({ name, sum }) => `${name} ${sum}`).join('\n');
  }

  /** Takes what is there now as given. */
  async accept(): Promise<void> {
    const now = await this.readTransactions();
    if (now === this.transactions) return;
    this.rows = await this.readRows();
    this.transactions = await this.readTransactions();
  }

  /** Which tables were written since, or null. */
  async written(): Promise<string | null> {
    const now = await this.readTransactions();
    if (now === this.transactions) return null;
    const rows = await this.readRows();
    const before = new Set(this.rows.split('\n'));
    const changed = rows.split('\n').filter((line) => !before.has(line));
    this.rows = rows;
    this.transactions = now;
    return changed.length > 0 ? changed.map((line) => line.split(' ')[0]).join(', ') : null;
  }
}
