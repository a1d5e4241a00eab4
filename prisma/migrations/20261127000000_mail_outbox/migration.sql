-- Mails that wait to be sent. The schema is our own: the tables of the Tasking Manager stay as they are. It must not be named as
-- the database user may be (`tessera`): PostgreSQL would then look for every table there first.
CREATE SCHEMA IF NOT EXISTS "tessera_mail";

-- Whether a server sends mails. Each server says so when it starts; where none does, no mail is queued.
CREATE TABLE IF NOT EXISTS "tessera_mail"."switch" (
    "only_row" BOOLEAN NOT NULL DEFAULT true,
    "sends" BOOLEAN NOT NULL,
    CONSTRAINT "switch_pkey" PRIMARY KEY ("only_row"),
    CONSTRAINT "switch_only_row" CHECK ("only_row")
);

INSERT INTO "tessera_mail"."switch" ("sends") VALUES (false) ON CONFLICT DO NOTHING;

-- A mail about a row of messages has its id only: address and text are read when it is sent. Other mails carry theirs.
CREATE TABLE IF NOT EXISTS "tessera_mail"."outbox" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "message_id" INTEGER,
    "recipient" TEXT,
    "subject" TEXT,
    "html" TEXT,
    "text" TEXT,
    "mail_key" UUID NOT NULL DEFAULT gen_random_uuid(),
    "queued_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "due_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leased_by" UUID,
    "leased_until" TIMESTAMPTZ,
    "handed_over_at" TIMESTAMPTZ,
    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_content" CHECK ("message_id" IS NOT NULL
      OR ("recipient" IS NOT NULL AND "subject" IS NOT NULL AND "html" IS NOT NULL AND "text" IS NOT NULL))
);

CREATE UNIQUE INDEX IF NOT EXISTS "outbox_message_id" ON "tessera_mail"."outbox" ("message_id");
CREATE INDEX IF NOT EXISTS "outbox_due_at" ON "tessera_mail"."outbox" ("due_at", "id");
