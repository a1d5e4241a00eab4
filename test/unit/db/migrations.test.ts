import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { columnsOf, readMigrations } from '../../../src/db/migrate.js';

const folder = mkdtempSync(join(tmpdir(), 'tessera-migrations-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('readMigrations', () => {
  it("returns the folders with a migration, oldest first, with Prisma's checksum", () => {
    for (const [name, sql] of [
      ['20270102000000_second', 'SELECT 2;'],
      ['20270101000000_first', 'SELECT 1;'],
    ] as const) {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, 'migration.sql'), sql);
    }
    writeFileSync(join(folder, 'migration_lock.toml'), 'provider = "postgresql"');
    expect(readMigrations(folder)).toEqual([
      {
        name: '20270101000000_first',
        sql: 'SELECT 1;',
        checksum: createHash('sha256').update('SELECT 1;').digest('hex'),
      },
      {
        name: '20270102000000_second',
        sql: 'SELECT 2;',
        checksum: createHash('sha256').update('SELECT 2;').digest('hex'),
      },
    ]);
  });

  it('finds the migrations of this version, the baseline first', () => {
    const [baseline, ...rest] = readMigrations();
    expect(baseline?.name).toMatch(/_baseline$/);
    expect(rest.length).toBeGreaterThan(0);
  });

  it('finds only own indexes, made and dropped without locking, own functions and own schemas after the baseline', () => {
    const ours =
      /^(CREATE SCHEMA IF NOT EXISTS "tessera_(mail|events)"|(CREATE (UNLOGGED )?TABLE IF NOT EXISTS|INSERT INTO) "tessera_(mail|events)"\.|CREATE (UNIQUE )?INDEX IF NOT EXISTS "\w+" ON "tessera_(mail|events)"\.|ALTER TABLE "tessera_(mail|events)"\."\w+" ADD COLUMN IF NOT EXISTS |DROP INDEX CONCURRENTLY IF EXISTS tessera_\w+$)/;
    for (const { name, sql } of readMigrations().slice(1))
      for (const statement of sql.replaceAll(/^--.*$/gm, '').split(';'))
        if (statement.trim() && !ours.test(statement.trim()))
          expect(statement.trim(), name).toMatch(
            /^CREATE ((UNIQUE )?INDEX CONCURRENTLY IF NOT EXISTS tessera_\w+ ON [^\n]*|OR REPLACE FUNCTION tessera_\w+\([^\n]*)$/,
          );
  });
});

describe('columnsOf', () => {
  it('finds tables and columns, quoted or not, and ignores constraints', () => {
    const sql = [
      'CREATE TABLE users (',
      '  id bigserial NOT NULL,',
      '  "user" character varying(20),',
      '  CONSTRAINT users_pkey PRIMARY KEY (id)',
      ');',
      'CREATE TABLE IF NOT EXISTS "odd" (',
      '  a integer',
      ');',
    ].join('\n');
    expect(columnsOf(sql)).toEqual(['users.id', 'users.user', 'odd.a']);
  });

  it('finds all 44 tables of the baseline', () => {
    const columns = columnsOf(readMigrations()[0]?.sql ?? '');
    const tables = new Set(columns.map((column) => column.split('.')[0]));
    expect(tables.size).toBe(44);
    expect(columns).toEqual(
      expect.arrayContaining(['tasks.task_status', 'application_keys.user', 'projects.geometry']),
    );
  });
});
