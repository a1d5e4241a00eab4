-- How projects with open streams were when they were last looked at: a digest of what people edit, and the oldest transaction
-- that ran at that time.
CREATE UNLOGGED TABLE IF NOT EXISTS "tessera_events"."project" (
    "project_id" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "seen_xmin" BIGINT NOT NULL,
    "seen_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "project_pkey" PRIMARY KEY ("project_id")
);

-- Rows of tasks that were changed without a row of history, and are in the log.
CREATE UNLOGGED TABLE IF NOT EXISTS "tessera_events"."task_row" (
    "project_id" INTEGER NOT NULL,
    "task_id" INTEGER NOT NULL,
    "writer" TEXT NOT NULL,
    "logged_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "task_row_pkey" PRIMARY KEY ("project_id", "task_id", "writer")
);
