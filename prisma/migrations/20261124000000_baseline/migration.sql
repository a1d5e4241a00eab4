-- The database of a Tasking Manager v5 server at its alembic revision a1b2c3d4e5f6: the same tables, columns, constraints,
-- indexes, sequences and trigger under the same names, and the rows its migrations put in. An existing v5 database is
-- taken over as it is: this migration is only recorded there, never run.
-- Dates are `timestamp without time zone` and hold UTC.

CREATE EXTENSION IF NOT EXISTS postgis;

-- Tables

-- An integer sequence under a bigint column: v5 widened the column only.
CREATE SEQUENCE application_keys_id_seq AS integer;
CREATE TABLE application_keys (
  id bigint DEFAULT nextval('application_keys_id_seq'::regclass) NOT NULL,
  "user" bigint NOT NULL,
  app_key character varying NOT NULL,
  created timestamp without time zone,
  CONSTRAINT application_keys_pkey PRIMARY KEY (id)
);
ALTER SEQUENCE application_keys_id_seq OWNED BY application_keys.id;

CREATE TABLE banner (
  id serial NOT NULL,
  message character varying NOT NULL,
  visible boolean NOT NULL,
  CONSTRAINT banner_pkey PRIMARY KEY (id)
);

CREATE TABLE campaign_organisations (
  campaign_id integer,
  organisation_id integer,
  CONSTRAINT campaign_organisation_key UNIQUE (campaign_id, organisation_id)
);

CREATE TABLE campaign_projects (
  campaign_id integer,
  project_id integer
);

CREATE TABLE campaigns (
  id serial NOT NULL,
  name character varying NOT NULL,
  logo character varying,
  url character varying,
  description character varying,
  CONSTRAINT campaigns_pkey PRIMARY KEY (id),
  CONSTRAINT campaigns_name_key UNIQUE (name)
);

CREATE TABLE interests (
  id serial NOT NULL,
  name character varying,
  CONSTRAINT interests_pkey PRIMARY KEY (id),
  CONSTRAINT interests_name_key UNIQUE (name)
);

CREATE TABLE licenses (
  id serial NOT NULL,
  name character varying,
  description character varying,
  plain_text character varying,
  CONSTRAINT licenses_pkey PRIMARY KEY (id),
  CONSTRAINT licenses_name_key UNIQUE (name)
);

CREATE TABLE mapping_badges (
  id serial NOT NULL,
  name character varying NOT NULL,
  description character varying NOT NULL,
  image_path character varying,
  requirements json,
  is_enabled boolean DEFAULT true NOT NULL,
  is_internal boolean DEFAULT false NOT NULL,
  CONSTRAINT mapping_badges_pkey PRIMARY KEY (id)
);

CREATE TABLE mapping_issue_categories (
  id serial NOT NULL,
  name character varying NOT NULL,
  description character varying,
  archived boolean DEFAULT false NOT NULL,
  CONSTRAINT mapping_issue_categories_pkey PRIMARY KEY (id),
  CONSTRAINT mapping_issue_categories_name_key UNIQUE (name)
);

CREATE TABLE mapping_level_badges (
  level_id integer NOT NULL,
  badge_id integer NOT NULL,
  CONSTRAINT mapping_level_badges_pkey PRIMARY KEY (level_id, badge_id)
);

CREATE TABLE mapping_levels (
  id serial NOT NULL,
  name character varying NOT NULL,
  approvals_required integer DEFAULT 0 NOT NULL,
  color character varying,
  ordering integer NOT NULL,
  is_beginner boolean DEFAULT false NOT NULL,
  CONSTRAINT mapping_levels_pkey PRIMARY KEY (id),
  CONSTRAINT mapping_levels_ordering_key UNIQUE (ordering)
);

CREATE TABLE messages (
  id serial NOT NULL,
  message character varying,
  subject character varying,
  from_user_id bigint,
  to_user_id bigint,
  date timestamp without time zone,
  read boolean,
  message_type integer,
  project_id integer,
  task_id integer,
  CONSTRAINT messages_pkey PRIMARY KEY (id)
);

CREATE TABLE notifications (
  id serial NOT NULL,
  user_id bigint,
  unread_count integer,
  date timestamp without time zone,
  CONSTRAINT notifications_pkey PRIMARY KEY (id)
);

CREATE TABLE organisation_managers (
  organisation_id integer NOT NULL,
  user_id bigint NOT NULL,
  CONSTRAINT organisation_user_key UNIQUE (organisation_id, user_id)
);

CREATE TABLE organisations (
  id serial NOT NULL,
  name character varying(512) NOT NULL,
  logo character varying,
  url character varying,
  description character varying,
  type integer NOT NULL,
  slug character varying(255) NOT NULL,
  subscription_tier integer,
  CONSTRAINT organisations_pkey PRIMARY KEY (id),
  CONSTRAINT organisations_name_key UNIQUE (name),
  CONSTRAINT organisations_slug_key UNIQUE (slug)
);

CREATE TABLE partners (
  id serial NOT NULL,
  name character varying(150) NOT NULL,
  primary_hashtag character varying(200) NOT NULL,
  secondary_hashtag character varying(200),
  logo_url character varying(500),
  link_meta character varying(300),
  link_x character varying(300),
  link_instagram character varying(300),
  current_projects character varying,
  permalink character varying(500),
  website_links character varying,
  mapswipe_group_id character varying,
  CONSTRAINT partners_pkey PRIMARY KEY (id),
  CONSTRAINT partners_name_key UNIQUE (name),
  CONSTRAINT partners_permalink_key UNIQUE (permalink)
);

CREATE TABLE priority_areas (
  id serial NOT NULL,
  geometry geometry(Polygon,4326),
  CONSTRAINT priority_areas_pkey PRIMARY KEY (id)
);

CREATE TABLE project_allowed_users (
  project_id integer,
  user_id bigint
);

CREATE TABLE project_chat (
  id bigserial NOT NULL,
  project_id integer NOT NULL,
  user_id integer NOT NULL,
  time_stamp timestamp without time zone NOT NULL,
  message character varying NOT NULL,
  CONSTRAINT project_chat_pkey PRIMARY KEY (id)
);

CREATE TABLE project_custom_editors (
  project_id integer NOT NULL,
  name character varying(50) NOT NULL,
  description character varying,
  url character varying NOT NULL,
  CONSTRAINT project_custom_editors_pkey PRIMARY KEY (project_id)
);

CREATE TABLE project_favorites (
  project_id integer,
  user_id bigint
);

CREATE TABLE project_info (
  project_id integer NOT NULL,
  locale character varying(10) NOT NULL,
  name character varying(512),
  short_description character varying,
  description character varying,
  instructions character varying,
  project_id_str character varying,
  text_searchable tsvector,
  per_task_instructions character varying,
  CONSTRAINT project_info_pkey PRIMARY KEY (project_id, locale)
);

CREATE TABLE project_interests (
  interest_id integer,
  project_id bigint
);

CREATE TABLE project_partnerships (
  id bigserial NOT NULL,
  project_id integer NOT NULL,
  partner_id integer NOT NULL,
  started_on timestamp without time zone NOT NULL,
  ended_on timestamp without time zone,
  CONSTRAINT project_partnerships_pkey PRIMARY KEY (id)
);

CREATE TABLE project_partnerships_history (
  id bigserial NOT NULL,
  partnership_id bigint,
  project_id integer NOT NULL,
  partner_id integer NOT NULL,
  action_date timestamp without time zone NOT NULL,
  action integer NOT NULL,
  started_on_old timestamp without time zone,
  ended_on_old timestamp without time zone,
  started_on_new timestamp without time zone,
  ended_on_new timestamp without time zone,
  CONSTRAINT project_partnerships_history_pkey PRIMARY KEY (id)
);

CREATE TABLE project_priority_areas (
  project_id integer,
  priority_area_id integer
);

CREATE TABLE project_teams (
  team_id integer NOT NULL,
  project_id integer NOT NULL,
  role integer NOT NULL,
  id bigserial NOT NULL,
  CONSTRAINT project_teams_pkey PRIMARY KEY (id),
  CONSTRAINT uq_project_team_role UNIQUE (team_id, project_id, role)
);

CREATE TABLE projects (
  id serial NOT NULL,
  status integer NOT NULL,
  created timestamp without time zone NOT NULL,
  priority integer,
  default_locale character varying(10),
  author_id bigint NOT NULL,
  difficulty integer NOT NULL,
  private boolean,
  changeset_comment character varying,
  due_date timestamp without time zone,
  imagery character varying,
  josm_preset character varying,
  last_updated timestamp without time zone,
  mapping_types integer[],
  total_tasks integer NOT NULL,
  tasks_mapped integer NOT NULL,
  tasks_validated integer NOT NULL,
  tasks_bad_imagery integer NOT NULL,
  license_id integer,
  centroid geometry(Point,4326) NOT NULL,
  geometry geometry(MultiPolygon,4326) NOT NULL,
  task_creation_mode integer NOT NULL,
  mapping_editors integer[] DEFAULT '{0,1,2,3}'::integer[] NOT NULL,
  validation_editors integer[] DEFAULT '{0,1,2,3}'::integer[] NOT NULL,
  osmcha_filter_id character varying,
  enforce_random_task_selection boolean DEFAULT false,
  id_presets character varying[],
  featured boolean,
  country character varying[],
  organisation_id integer,
  mapping_permission integer,
  validation_permission integer,
  rapid_power_user boolean,
  extra_id_params character varying,
  progress_email_sent boolean,
  mapping_permission_level_id integer DEFAULT 1 NOT NULL,
  validation_permission_level_id integer DEFAULT 2 NOT NULL,
  database character varying DEFAULT 'OSM'::character varying NOT NULL,
  sandbox boolean DEFAULT false NOT NULL,
  CONSTRAINT projects_pkey PRIMARY KEY (id)
);

CREATE TABLE release_version (
  tag_name character varying(64) NOT NULL,
  published_at timestamp without time zone NOT NULL,
  CONSTRAINT release_version_pkey PRIMARY KEY (tag_name)
);

CREATE TABLE task_annotations (
  id serial NOT NULL,
  project_id integer,
  task_id integer NOT NULL,
  annotation_type character varying NOT NULL,
  annotation_source character varying,
  updated_timestamp timestamp without time zone NOT NULL,
  properties json NOT NULL,
  annotation_markdown character varying,
  CONSTRAINT task_annotations_pkey PRIMARY KEY (id)
);

CREATE TABLE task_history (
  id serial NOT NULL,
  project_id integer,
  task_id integer NOT NULL,
  action character varying NOT NULL,
  action_text character varying,
  action_date timestamp without time zone NOT NULL,
  user_id bigint NOT NULL,
  CONSTRAINT task_history_pkey PRIMARY KEY (id)
);

CREATE TABLE task_invalidation_history (
  id serial NOT NULL,
  project_id integer NOT NULL,
  task_id integer NOT NULL,
  is_closed boolean,
  mapper_id bigint,
  mapped_date timestamp without time zone,
  invalidator_id bigint,
  invalidated_date timestamp without time zone,
  invalidation_history_id integer,
  validator_id bigint,
  validated_date timestamp without time zone,
  updated_date timestamp without time zone,
  CONSTRAINT task_invalidation_history_pkey PRIMARY KEY (id)
);

CREATE TABLE task_mapping_issues (
  id serial NOT NULL,
  mapping_issue_category_id integer NOT NULL,
  task_history_id integer NOT NULL,
  issue character varying NOT NULL,
  count integer NOT NULL,
  CONSTRAINT task_mapping_issues_pkey PRIMARY KEY (id)
);

CREATE TABLE tasks (
  id integer NOT NULL,
  project_id integer NOT NULL,
  x integer,
  y integer,
  zoom integer,
  geometry geometry(MultiPolygon,4326),
  task_status integer,
  locked_by bigint,
  mapped_by bigint,
  validated_by bigint,
  is_square boolean,
  extra_properties character varying,
  CONSTRAINT tasks_pkey PRIMARY KEY (id, project_id)
);

CREATE TABLE team_members (
  team_id integer NOT NULL,
  user_id bigint NOT NULL,
  function integer NOT NULL,
  active boolean,
  join_request_notifications boolean NOT NULL,
  joined_date timestamp without time zone,
  CONSTRAINT team_members_pkey PRIMARY KEY (team_id, user_id)
);

CREATE TABLE teams (
  id serial NOT NULL,
  organisation_id integer NOT NULL,
  name character varying(512) NOT NULL,
  logo character varying,
  description character varying,
  visibility integer DEFAULT 1 NOT NULL,
  join_method integer NOT NULL,
  CONSTRAINT teams_pkey PRIMARY KEY (id)
);

CREATE TABLE user_interests (
  interest_id integer,
  user_id bigint
);

CREATE TABLE user_level_vote (
  user_id bigint NOT NULL,
  level_id integer NOT NULL,
  voter_id bigint NOT NULL,
  vote_date timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT user_level_vote_pkey PRIMARY KEY (user_id, level_id, voter_id)
);

CREATE TABLE user_licenses (
  "user" bigint,
  license integer
);

CREATE TABLE user_mapping_badge (
  user_id bigint NOT NULL,
  badge_id integer NOT NULL,
  date_assigned timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT user_mapping_badge_pkey PRIMARY KEY (user_id, badge_id)
);

CREATE TABLE user_next_level (
  user_id bigint NOT NULL,
  level_id integer NOT NULL,
  nomination_date timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT user_next_level_pkey PRIMARY KEY (user_id, level_id)
);

CREATE TABLE user_stats (
  id bigserial NOT NULL,
  user_id bigint NOT NULL,
  stats json NOT NULL,
  date_obtained timestamp without time zone NOT NULL,
  CONSTRAINT user_stats_pkey PRIMARY KEY (id)
);

CREATE TABLE users (
  id bigserial NOT NULL,
  username character varying,
  role integer NOT NULL,
  mapping_level integer NOT NULL,
  tasks_mapped integer NOT NULL,
  tasks_validated integer NOT NULL,
  tasks_invalidated integer NOT NULL,
  projects_mapped integer[],
  email_address character varying,
  facebook_id character varying,
  is_email_verified boolean,
  linkedin_id character varying,
  twitter_id character varying,
  date_registered timestamp without time zone,
  last_validation_date timestamp without time zone,
  tasks_notifications boolean DEFAULT true NOT NULL,
  is_expert boolean,
  irc_id character varying,
  city character varying,
  country character varying,
  name character varying,
  skype_id character varying,
  slack_id character varying,
  default_editor character varying DEFAULT 'ID'::character varying NOT NULL,
  mentions_notifications boolean DEFAULT true NOT NULL,
  projects_notifications boolean DEFAULT true NOT NULL,
  picture_url character varying,
  gender integer,
  self_description_gender character varying,
  projects_comments_notifications boolean NOT NULL,
  tasks_comments_notifications boolean NOT NULL,
  teams_announcement_notifications boolean NOT NULL,
  task_validation_notification boolean DEFAULT true NOT NULL,
  task_invalidation_notification boolean DEFAULT true NOT NULL,
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_username_key UNIQUE (username)
);

CREATE TABLE users_with_email (
  id bigserial NOT NULL,
  email character varying NOT NULL,
  CONSTRAINT users_with_email_pkey PRIMARY KEY (id),
  CONSTRAINT users_with_email_email_key UNIQUE (email)
);

-- Foreign keys

ALTER TABLE application_keys ADD CONSTRAINT application_keys_user_fkey FOREIGN KEY ("user") REFERENCES users(id);
ALTER TABLE campaign_organisations ADD CONSTRAINT campaign_organisations_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id);
ALTER TABLE campaign_organisations ADD CONSTRAINT campaign_organisations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
ALTER TABLE campaign_projects ADD CONSTRAINT campaign_projects_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id);
ALTER TABLE campaign_projects ADD CONSTRAINT campaign_projects_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE mapping_level_badges ADD CONSTRAINT mapping_level_badges_badge_id_fkey FOREIGN KEY (badge_id) REFERENCES mapping_badges(id);
ALTER TABLE mapping_level_badges ADD CONSTRAINT mapping_level_badges_level_id_fkey FOREIGN KEY (level_id) REFERENCES mapping_levels(id);
ALTER TABLE messages ADD CONSTRAINT fk_message_projects FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE messages ADD CONSTRAINT messages_from_user_id_fkey FOREIGN KEY (from_user_id) REFERENCES users(id);
ALTER TABLE messages ADD CONSTRAINT messages_tasks FOREIGN KEY (task_id, project_id) REFERENCES tasks(id, project_id);
ALTER TABLE messages ADD CONSTRAINT messages_to_user_id_fkey FOREIGN KEY (to_user_id) REFERENCES users(id);
ALTER TABLE notifications ADD CONSTRAINT notifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
ALTER TABLE organisation_managers ADD CONSTRAINT organisation_managers_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id);
ALTER TABLE organisation_managers ADD CONSTRAINT organisation_managers_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
ALTER TABLE project_allowed_users ADD CONSTRAINT project_allowed_users_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE project_allowed_users ADD CONSTRAINT project_allowed_users_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
ALTER TABLE project_chat ADD CONSTRAINT project_chat_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE project_chat ADD CONSTRAINT project_chat_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
ALTER TABLE project_custom_editors ADD CONSTRAINT project_custom_editors_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE project_favorites ADD CONSTRAINT project_favorites_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE project_favorites ADD CONSTRAINT project_favorites_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
ALTER TABLE project_info ADD CONSTRAINT project_info_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE project_interests ADD CONSTRAINT projects_interests_interest_id_fkey FOREIGN KEY (interest_id) REFERENCES interests(id);
ALTER TABLE project_interests ADD CONSTRAINT projects_interests_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE project_partnerships ADD CONSTRAINT project_partners_partners_fk FOREIGN KEY (partner_id) REFERENCES partners(id);
ALTER TABLE project_partnerships ADD CONSTRAINT project_partners_projects_fk FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE project_partnerships_history ADD CONSTRAINT project_partners_partners_fk FOREIGN KEY (partner_id) REFERENCES partners(id) ON DELETE CASCADE;
ALTER TABLE project_partnerships_history ADD CONSTRAINT project_partners_projects_fk FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE;
ALTER TABLE project_partnerships_history ADD CONSTRAINT project_partnerships_fk FOREIGN KEY (partnership_id) REFERENCES project_partnerships(id) ON DELETE SET NULL;
ALTER TABLE project_priority_areas ADD CONSTRAINT project_priority_areas_priority_area_id_fkey FOREIGN KEY (priority_area_id) REFERENCES priority_areas(id);
ALTER TABLE project_priority_areas ADD CONSTRAINT project_priority_areas_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE project_teams ADD CONSTRAINT project_teams_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE project_teams ADD CONSTRAINT project_teams_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id);
ALTER TABLE projects ADD CONSTRAINT fk_licenses FOREIGN KEY (license_id) REFERENCES licenses(id);
ALTER TABLE projects ADD CONSTRAINT fk_organisations FOREIGN KEY (organisation_id) REFERENCES organisations(id);
ALTER TABLE projects ADD CONSTRAINT fk_projects_mapping_permission_level FOREIGN KEY (mapping_permission_level_id) REFERENCES mapping_levels(id);
ALTER TABLE projects ADD CONSTRAINT fk_projects_validation_permission_level FOREIGN KEY (validation_permission_level_id) REFERENCES mapping_levels(id);
ALTER TABLE projects ADD CONSTRAINT fk_users FOREIGN KEY (author_id) REFERENCES users(id);
ALTER TABLE task_annotations ADD CONSTRAINT fk_task_annotations FOREIGN KEY (task_id, project_id) REFERENCES tasks(id, project_id);
ALTER TABLE task_annotations ADD CONSTRAINT task_annotations_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE task_history ADD CONSTRAINT fk_tasks FOREIGN KEY (task_id, project_id) REFERENCES tasks(id, project_id);
ALTER TABLE task_history ADD CONSTRAINT fk_users FOREIGN KEY (user_id) REFERENCES users(id);
ALTER TABLE task_history ADD CONSTRAINT task_history_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE task_invalidation_history ADD CONSTRAINT fk_invalidation_history FOREIGN KEY (invalidation_history_id) REFERENCES task_history(id);
ALTER TABLE task_invalidation_history ADD CONSTRAINT fk_invalidators FOREIGN KEY (invalidator_id) REFERENCES users(id);
ALTER TABLE task_invalidation_history ADD CONSTRAINT fk_mappers FOREIGN KEY (mapper_id) REFERENCES users(id);
ALTER TABLE task_invalidation_history ADD CONSTRAINT fk_tasks FOREIGN KEY (task_id, project_id) REFERENCES tasks(id, project_id);
ALTER TABLE task_invalidation_history ADD CONSTRAINT fk_validators FOREIGN KEY (validator_id) REFERENCES users(id);
ALTER TABLE task_invalidation_history ADD CONSTRAINT task_invalidation_history_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE task_mapping_issues ADD CONSTRAINT fk_issue_category FOREIGN KEY (mapping_issue_category_id) REFERENCES mapping_issue_categories(id);
ALTER TABLE task_mapping_issues ADD CONSTRAINT task_mapping_issues_task_history_id_fkey FOREIGN KEY (task_history_id) REFERENCES task_history(id);
ALTER TABLE tasks ADD CONSTRAINT fk_users_locked FOREIGN KEY (locked_by) REFERENCES users(id);
ALTER TABLE tasks ADD CONSTRAINT fk_users_mapper FOREIGN KEY (mapped_by) REFERENCES users(id);
ALTER TABLE tasks ADD CONSTRAINT fk_users_validator FOREIGN KEY (validated_by) REFERENCES users(id);
ALTER TABLE tasks ADD CONSTRAINT tasks_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);
ALTER TABLE team_members ADD CONSTRAINT fk_teams FOREIGN KEY (team_id) REFERENCES teams(id);
ALTER TABLE team_members ADD CONSTRAINT fk_users FOREIGN KEY (user_id) REFERENCES users(id);
ALTER TABLE teams ADD CONSTRAINT fk_organisations FOREIGN KEY (organisation_id) REFERENCES organisations(id);
ALTER TABLE user_interests ADD CONSTRAINT users_interests_interest_id_fkey FOREIGN KEY (interest_id) REFERENCES interests(id);
ALTER TABLE user_interests ADD CONSTRAINT users_interests_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
ALTER TABLE user_level_vote ADD CONSTRAINT user_level_vote_level_id_fkey FOREIGN KEY (level_id) REFERENCES mapping_levels(id) ON DELETE CASCADE;
ALTER TABLE user_level_vote ADD CONSTRAINT user_level_vote_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;
ALTER TABLE user_level_vote ADD CONSTRAINT user_level_vote_voter_id_fkey FOREIGN KEY (voter_id) REFERENCES users(id) ON DELETE CASCADE;
ALTER TABLE user_licenses ADD CONSTRAINT users_licenses_license_fkey FOREIGN KEY (license) REFERENCES licenses(id);
ALTER TABLE user_licenses ADD CONSTRAINT users_licenses_user_fkey FOREIGN KEY ("user") REFERENCES users(id);
ALTER TABLE user_mapping_badge ADD CONSTRAINT user_mapping_badge_badge_id_fkey FOREIGN KEY (badge_id) REFERENCES mapping_badges(id);
ALTER TABLE user_mapping_badge ADD CONSTRAINT user_mapping_badge_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
ALTER TABLE user_next_level ADD CONSTRAINT user_next_level_level_id_fkey FOREIGN KEY (level_id) REFERENCES mapping_levels(id) ON DELETE CASCADE;
ALTER TABLE user_next_level ADD CONSTRAINT user_next_level_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;
ALTER TABLE user_stats ADD CONSTRAINT user_stats_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
ALTER TABLE users ADD CONSTRAINT fk_user_mapping_level FOREIGN KEY (mapping_level) REFERENCES mapping_levels(id);

-- Indexes (`idx_geometry` and `idx_projects_geometry` are the same index twice: so are they in v5)

CREATE INDEX ix_messages_message_type ON messages (message_type);
CREATE INDEX ix_messages_project_id ON messages (project_id);
CREATE INDEX ix_messages_task_id ON messages (task_id);
CREATE INDEX ix_messages_to_user_id ON messages (to_user_id);
CREATE INDEX ix_notifications_user_id ON notifications (user_id);
CREATE INDEX idx_priority_areas_geometry ON priority_areas USING gist (geometry);
CREATE INDEX ix_project_chat_project_id ON project_chat (project_id);
CREATE INDEX idx_project_info_composite ON project_info (locale, project_id);
CREATE INDEX textsearch_idx ON project_info USING gin (text_searchable);
CREATE INDEX ix_project_teams_project_id ON project_teams (project_id);
CREATE INDEX ix_project_teams_team_id ON project_teams (team_id);
CREATE INDEX idx_geometry ON projects USING gist (geometry);
CREATE INDEX idx_projects_centroid ON projects USING gist (centroid);
CREATE INDEX idx_projects_geometry ON projects USING gist (geometry);
CREATE INDEX ix_projects_difficulty ON projects (difficulty);
CREATE INDEX ix_projects_mapping_editors ON projects (mapping_editors);
CREATE INDEX ix_projects_mapping_types ON projects (mapping_types);
CREATE INDEX ix_projects_organisation_id ON projects (organisation_id);
CREATE INDEX ix_projects_validation_editors ON projects (validation_editors);
CREATE INDEX idx_task_annotations_composite ON task_annotations (task_id, project_id);
CREATE INDEX ix_task_annotations_project_id ON task_annotations (project_id);
CREATE INDEX idx_task_history_composite ON task_history (task_id, project_id);
CREATE INDEX idx_task_history_project_id_user_id ON task_history (user_id, project_id);
CREATE INDEX ix_task_history_project_id ON task_history (project_id);
CREATE INDEX ix_task_history_user_id ON task_history (user_id);
CREATE INDEX idx_task_validation_history_composite ON task_invalidation_history (task_id, project_id);
CREATE INDEX idx_task_validation_mapper_status_composite ON task_invalidation_history (mapper_id, is_closed);
CREATE INDEX idx_task_validation_validator_status_composite ON task_invalidation_history (invalidator_id, is_closed);
CREATE INDEX ix_task_mapping_issues_task_history_id ON task_mapping_issues (task_history_id);
CREATE INDEX idx_tasks_geometry ON tasks USING gist (geometry);
CREATE INDEX ix_tasks_locked_by ON tasks (locked_by);
CREATE INDEX ix_tasks_mapped_by ON tasks (mapped_by);
CREATE INDEX ix_tasks_project_id ON tasks (project_id);
CREATE INDEX ix_tasks_validated_by ON tasks (validated_by);
CREATE UNIQUE INDEX ix_user_stats_user_id ON user_stats (user_id);
CREATE INDEX idx_username_lower ON users (lower((username)::text));
CREATE INDEX ix_users_id ON users (id);
CREATE INDEX ix_users_with_email_id ON users_with_email (id);

-- The search vector of a project's texts. Its name and instructions are not part of it.
CREATE TRIGGER tsvectorupdate BEFORE INSERT OR UPDATE ON project_info FOR EACH ROW
  EXECUTE FUNCTION tsvector_update_trigger('text_searchable', 'pg_catalog.english', 'project_id_str', 'short_description', 'description');

-- Rows every v5 database starts with (TM3 and its teams are a legacy of its migrations)

INSERT INTO mapping_levels (id, name, approvals_required, color, ordering, is_beginner) VALUES
  (1, 'BEGINNER', 0, NULL, 1, true),
  (2, 'INTERMEDIATE', 0, NULL, 2, false),
  (3, 'ADVANCED', 0, NULL, 3, false);

INSERT INTO mapping_badges (id, name, description, image_path, requirements, is_enabled, is_internal) VALUES
  (1, 'INTERMEDIATE_internal', '', NULL, '{"changeset": 250}', true, true),
  (2, 'ADVANCED_internal', '', NULL, '{"changeset": 500}', true, true);

INSERT INTO mapping_level_badges (level_id, badge_id) VALUES
  (2, 1),
  (3, 2);

INSERT INTO mapping_issue_categories (id, name, description, archived) VALUES
  (1, 'Missed Feature(s)', NULL, false),
  (2, 'Feature Geometry', NULL, false);

INSERT INTO organisations (id, name, logo, url, description, type, slug, subscription_tier) VALUES
  (1, 'TM3', NULL, NULL, NULL, 1, 'tm3', NULL);

INSERT INTO teams (id, organisation_id, name, logo, description, visibility, join_method) VALUES
  (1, 1, 'TM3-validators', NULL, NULL, 1, 1),
  (2, 1, 'TM3-project-managers', NULL, NULL, 1, 1);

SELECT setval('mapping_levels_id_seq', 3);
SELECT setval('mapping_badges_id_seq', 2);
SELECT setval('mapping_issue_categories_id_seq', 2);
SELECT setval('organisations_id_seq', 1);
SELECT setval('teams_id_seq', 2);

-- The revision that these tables are at, where v5's own migrations look for it: handed to a v5 server, the database is
-- up to date.
CREATE TABLE alembic_version (
  version_num varchar(32) NOT NULL,
  CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

INSERT INTO alembic_version (version_num) VALUES ('a1b2c3d4e5f6');
