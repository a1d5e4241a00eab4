-- Which tasks a watched project had at the last check. A deleted task has no row of history, so the next check compares the ids.
-- "tasks" (number and sum of the ids) shows cheaply whether they changed.
ALTER TABLE "tessera_events"."project" ADD COLUMN IF NOT EXISTS "tasks" TEXT;
ALTER TABLE "tessera_events"."project" ADD COLUMN IF NOT EXISTS "task_ids" INT4MULTIRANGE;
