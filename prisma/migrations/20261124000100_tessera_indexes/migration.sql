-- Indexes that a v5 database does not have. All are named tessera_…, so that they are told apart from v5's own and can be
-- dropped to go back to it. Built CONCURRENTLY, so that a running v5 can go on writing meanwhile: each statement stands
-- on one line and must be run by itself, outside a transaction, while no other session waits inside pg_advisory_lock (that is
-- a deadlock: poll pg_try_advisory_lock). One that was interrupted stays behind INVALID: drop it before the next try.
-- Not indexed on purpose: foreign keys to users (a deleted user is anonymised, the row stays) beyond the look-ups below,
-- foreign keys to mapping_levels and mapping_level_badges.badge_id (small tables, or one scan when an admin deletes a level).

-- Statistics of one, some or an organisation's projects over a period, from the index alone. Measured on 3 million rows,
-- 300 projects, one year: 99 ms instead of 423.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_task_history_state_changes_by_project ON task_history (project_id, action_date) INCLUDE (task_id, action_text) WHERE action = 'STATE_CHANGE';

-- Statistics of all projects over a period, popular projects: 11 ms for a month instead of a scan of the whole table (255).
-- One task's history needs no index of ours: v5's (task_id, project_id) finds its rows in 0.2 ms, and one that sorts them too
-- won 0.06 ms for 116 MB.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_task_history_state_changes_by_date ON task_history (action_date) INCLUDE (project_id, task_id, action_text) WHERE action = 'STATE_CHANGE';

-- Deleting a history row (with its task or project) looks for the invalidation that points at it.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_task_invalidation_history_invalidation_history_id ON task_invalidation_history (invalidation_history_id);

-- Deleting a project looks through every table that points at it. Most of these are also read by project.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_task_invalidation_history_project_id ON task_invalidation_history (project_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_campaign_projects_project_id ON campaign_projects (project_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_allowed_users_project_id ON project_allowed_users (project_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_favorites_project_id ON project_favorites (project_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_interests_project_id ON project_interests (project_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_partnerships_project_id ON project_partnerships (project_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_partnerships_history_project_id ON project_partnerships_history (project_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_priority_areas_project_id ON project_priority_areas (project_id);

-- Deleting a priority area, when the areas of a project are replaced.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_priority_areas_priority_area_id ON project_priority_areas (priority_area_id);

-- Deleting a partnership or a partner, the projects of a partner.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_partnerships_partner_id ON project_partnerships (partner_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_partnerships_history_partner_id ON project_partnerships_history (partner_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_partnerships_history_partnership_id ON project_partnerships_history (partnership_id);

-- Deleting a campaign, the projects of a campaign (project search, statistics by campaign).
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_campaign_projects_campaign_id ON campaign_projects (campaign_id);

-- Deleting an organisation, its campaigns and teams.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_campaign_organisations_organisation_id ON campaign_organisations (organisation_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_teams_organisation_id ON teams (organisation_id);

-- Deleting an interest, the projects that match a user's interests.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_interests_interest_id ON project_interests (interest_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_user_interests_interest_id ON user_interests (interest_id);

-- Deleting a licence, a mapping-issue category or a badge: is it still used?
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_projects_license_id ON projects (license_id) WHERE license_id IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_user_licenses_license ON user_licenses (license);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_task_mapping_issues_mapping_issue_category_id ON task_mapping_issues (mapping_issue_category_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_user_mapping_badge_badge_id ON user_mapping_badge (badge_id);

-- May this user map or validate (asked on every lock): their teams, the allowed lists they are on, the licences they have
-- accepted, the organisations they manage.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_team_members_user_id ON team_members (user_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_allowed_users_user_id ON project_allowed_users (user_id, project_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_user_licenses_user ON user_licenses ("user", license);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_organisation_managers_user_id ON organisation_managers (user_id);

-- A user's own lists: favourites, interests, the projects they created.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_project_favorites_user_id ON project_favorites (user_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_user_interests_user_id ON user_interests (user_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tessera_projects_author_id ON projects (author_id);
