-- Indexes of the list of users, built like those of tessera_indexes: each statement on one line, by itself.

-- The list in the order of the names, filtered by role, level or a part of the name, from the index alone.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_users_list ON users (username) INCLUDE (id, role, mapping_level);

-- Whether a user has an address, asked when somebody registers one.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_users_lower_email_address ON users (lower(email_address)) WHERE email_address IS NOT NULL;
