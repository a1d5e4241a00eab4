-- Indexes for finding projects on large instances. As in 20261124000100_tessera_indexes, each statement stands on one line and is
-- run by itself, outside a transaction. To go back to version 5 alone, drop them; the function after its index.

-- The three-letter parts of a name in small letters. A search for a part of a name looks for names that have all parts of the text.
-- It needs no extension, so it works where pg_trgm is not installed and in the embedded database.
CREATE OR REPLACE FUNCTION tessera_name_parts(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT array_agg(DISTINCT substr(lower(name), n, 3)) FROM generate_series(1, length(lower(name)) - 2) AS n $$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_info_name_parts ON project_info USING gin (tessera_name_parts(name)) WITH (fastupdate = off);

-- Contributors of a project, on every card and in the table of all projects, from the index alone.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_task_history_contributors ON task_history (project_id, user_id) WHERE action <> 'COMMENT';

-- A search without filters, and one by difficulty or organisation, from the index alone: rows of projects are wide.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_projects_search ON projects (status, id) INCLUDE (private, priority, difficulty, organisation_id, author_id);

-- Featured projects are few.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_projects_featured ON projects (id) WHERE featured AND status <> 2;

-- What happened lately (active and popular projects). History is written in the order of time, so a few kilobytes are enough.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_task_history_action_date ON task_history USING brin (action_date) WITH (pages_per_range = 32, autosummarize = on);
