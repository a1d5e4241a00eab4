-- Which tasks a watched project had at the last check. A deleted task has no row of history, so the next check compares the ids.
-- "tasks" (number and sum of the ids) shows cheaply whether they changed.
ALTER TABLE "tessera_events"."project" ADD COLUMN IF NOT EXISTS "tasks" TEXT;
ALTER TABLE "tessera_events"."project" ADD COLUMN IF NOT EXISTS "task_ids" INT4MULTIRANGE;

-- An open lock whose row of history was deleted. The next cleaning deletes it here.
ALTER TABLE "tessera_events"."seen" ADD COLUMN IF NOT EXISTS "vanished" BOOLEAN NOT NULL DEFAULT false;
