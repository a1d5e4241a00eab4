import { XmlDocument } from 'libxml2-wasm';
import type { Database } from '../../src/db/database.js';
import type { FuzzAnswer } from './client.js';
import type { Operation, ResponseSchemas } from './document.js';

/** What must hold for every answer. Each returns what is wrong, or null. */

function bodyComplaint(
  type: string,
  text: string,
  schema: Record<string, unknown>,
  schemas: ResponseSchemas,
): string | null {
  if (/json/.test(type)) {
    try {
      return schemas.complaint(schema, JSON.parse(text));
    } catch (error) {
      return `no JSON: ${(error as Error).message}`;
    }
  }
  if (/xml/.test(type))
    try {
      XmlDocument.fromString(text).dispose();
    } catch (error) {
      return `no XML: ${(error as Error).message}`;
    }
  return schemas.complaint(schema, text);
}

function leakComplaint({ headers, text, status }: FuzzAnswer): string | null {
  if (headers['x-powered-by']) return 'says X-Powered-By';
  if (status >= 400 && /node_modules|\bat \S+ \(|\.ts:\d+|\bprisma\b|SELECT .* FROM/i.test(text))
    return 'shows its internals';
  // What is refused by the parser of HTTP has no hook that adds them.
  const isRaw = headers.connection === 'close' && !headers['x-request-id'];
  if (!isRaw && headers['x-content-type-options'] !== 'nosniff') return 'lacks the security headers';
  return null;
}

export function complaintAbout(operation: Operation, answer: FuzzAnswer, schemas: ResponseSchemas): string | null {
  const { status, headers, text } = answer;
  const documented = operation.responses[status];
  // What another service does not do is told as 501 or 502, where the document says so.
  if (status >= 500 && !(documented && [501, 502].includes(status))) return 'the server failed';
  if (!documented) return 'the status is not documented';
  const type = String(headers['content-type'] ?? '').split(';')[0] ?? '';
  const media = documented.content?.[type];
  if (!media) return `the content type "${type}" is not documented`;
  return bodyComplaint(type, text, media.schema, schemas) ?? leakComplaint(answer);
}

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
