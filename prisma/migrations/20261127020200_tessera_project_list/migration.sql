-- Indexes of the list of projects, built like those of tessera_indexes: each statement on one line, by itself. To go back to
-- version 5 alone, drop them; the function after its index.

-- The list in its usual order, and the centres for the map, from the index alone: a page reads its own projects, not all.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_projects_by_priority ON projects (status, coalesce(priority, 2), id DESC) INCLUDE (private, priority, difficulty, organisation_id, author_id, centroid);

-- Projects of a country, in any case.
CREATE OR REPLACE FUNCTION tessera_lower_names(names text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT array_agg(lower(name)) FROM unnest(names) AS name $$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_projects_country ON projects USING gin (tessera_lower_names(country::text[])) WITH (fastupdate = off);

-- Who works on a project now, on every card: the locked tasks of a project without all of its tasks.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_tasks_locked ON tasks (project_id, locked_by) WHERE task_status IN (1, 3);
