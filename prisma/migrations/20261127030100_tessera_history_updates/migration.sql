-- The end of a lock writes its duration into `action_text`. PostgreSQL makes such an update without a new entry in any index
-- (heap-only), if no index names the column. The two indexes on state changes named it, so that each unlock wrote six indexes
-- twice. Their successors are narrower. Statistics of a period now read the rows as well, which lie in the order of time.

-- Statistics of projects, and of the projects of an organisation or a campaign, over a period.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_task_history_changes_by_project ON task_history (project_id, action_date) WHERE action = 'STATE_CHANGE';

-- Statistics of all projects over a period.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_task_history_changes_by_date ON task_history (action_date) WHERE action = 'STATE_CHANGE';

DROP INDEX CONCURRENTLY IF EXISTS tessera_task_history_state_changes_by_project;

DROP INDEX CONCURRENTLY IF EXISTS tessera_task_history_state_changes_by_date;
