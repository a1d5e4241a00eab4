-- An index of popular projects, built like those of tessera_indexes: the statement on one line, by itself. It can be dropped
-- without harm.

-- How many locks of a project began in a period, from the index alone. It does not name `action_text`, so that the end of a lock
-- writes no index.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_task_history_locks_by_date ON task_history (action_date, project_id) WHERE action IN ('LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION');
