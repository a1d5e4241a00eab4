import { Prisma } from '../generated/prisma/client.js';

/**
 * A code of `codes.ts` as a constant of a statement. It is not a parameter, because PostgreSQL uses a partial index
 * (`WHERE status <> 2`) only if the statement has the constant.
 */
export const sqlCode = (code: number): Prisma.Sql => Prisma.raw(String(code));
