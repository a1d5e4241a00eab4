-- Indexes for the size of a whole instance: 400,000 users, 2 million messages. They can be dropped without harm, as those of
-- the first set of Tessera's indexes.

-- Statistics of a project count its mappers; the name filter puts the mappers of a project first. Without it, each answer
-- reads all users.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_users_projects_mapped ON users USING gin (projects_mapped) WITH (fastupdate = off);

-- Users registered in a period.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_users_date_registered ON users (date_registered);

-- Lists of users are ordered by name; filters ask for the beginning of a name.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_users_username ON users (username);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_users_username_prefix ON users (lower(username) text_pattern_ops);

-- A page of a user's messages, newest first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_messages_to_user_id_date ON messages (to_user_id, date DESC, id DESC);

-- Comments of a project, newest first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_chat_project_id_time_stamp ON project_chat (project_id, time_stamp DESC);
