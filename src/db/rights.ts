/** The names of a database, of the user of this server there, and of the owner of its tables (null: it has no tables). */
export interface DatabaseNames {
  database: string;
  user: string;
  owner: string | null;
  /** Whether the owner is a superuser. */
  ownedBySuperuser: boolean;
}

/** A name as an identifier of SQL. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The statement that gives the missing right. */
function statementFor({ database, user, owner, ownedBySuperuser }: DatabaseNames, reason: string): string {
  if (/\bextension\b/.test(reason)) return 'CREATE EXTENSION postgis;';
  if (reason.includes('for database')) return `GRANT CREATE ON DATABASE ${quoted(database)} TO ${quoted(user)};`;
  if (owner === null || owner === user) return `GRANT USAGE, CREATE ON SCHEMA public TO ${quoted(user)};`;
  // A member of the role of a superuser could become a superuser.
  return ownedBySuperuser
    ? `ALTER TABLE … OWNER TO ${quoted(user)}; for each table of the schema public.`
    : `GRANT ${quoted(owner)} TO ${quoted(user)};`;
}

/**
 * The sentence for a migration that the database refused for missing rights, with the statement that grants them.
 * @param reason the message of PostgreSQL
 */
export const rightsSentence = (names: DatabaseNames, reason: string): string =>
  `The user "${names.user}" may not prepare the database "${names.database}": ${reason}. ` +
  `A superuser must run in the database "${names.database}": ${statementFor(names, reason)}`;
