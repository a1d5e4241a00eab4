-- What happened in projects during the last minutes, as streams of events tell it (docs/decisions/0012-event-log.md). The schema
-- is our own: the tables of the Tasking Manager stay as they are. It is filled only while somebody listens. The tables are not
-- logged: after a crash of the database they are empty, and clients are told to read the project anew.
CREATE SCHEMA IF NOT EXISTS "tessera_events";

-- How far the tables of the Tasking Manager have been read. One row, or none.
CREATE UNLOGGED TABLE IF NOT EXISTS "tessera_events"."log" (
    "only_row" BOOLEAN NOT NULL DEFAULT true,
    "generation" TEXT NOT NULL,
    "last_seq" BIGINT NOT NULL DEFAULT 0,
    "pruned_to" BIGINT NOT NULL DEFAULT 0,
    "read_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "history_low" BIGINT NOT NULL,
    "chat_low" BIGINT NOT NULL,
    "mark_history" BIGINT NOT NULL,
    "mark_chat" BIGINT NOT NULL,
    "mark_xmax" XID8 NOT NULL,
    "marked_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "log_pkey" PRIMARY KEY ("only_row"),
    CONSTRAINT "log_only_row" CHECK ("only_row")
);

CREATE UNLOGGED TABLE IF NOT EXISTS "tessera_events"."event" (
    "seq" BIGINT NOT NULL,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "logged_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "event_pkey" PRIMARY KEY ("seq")
);

-- Rows of task_history (kind h) and project_chat (kind c) above the low marks that are in the log, and locks that are open.
CREATE UNLOGGED TABLE IF NOT EXISTS "tessera_events"."seen" (
    "kind" "char" NOT NULL,
    "id" BIGINT NOT NULL,
    "project_id" INTEGER,
    "task_id" INTEGER,
    "user_id" BIGINT,
    "open" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "seen_pkey" PRIMARY KEY ("kind", "id")
);

CREATE INDEX IF NOT EXISTS "seen_open" ON "tessera_events"."seen" ("id") WHERE "open";

-- Which task was split into which: the row of a split task is gone, and history does not name it.
CREATE TABLE IF NOT EXISTS "tessera_events"."split" (
    "project_id" INTEGER NOT NULL,
    "task_id" INTEGER NOT NULL,
    "children" INTEGER[] NOT NULL,
    "split_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "split_pkey" PRIMARY KEY ("project_id", "task_id")
);
