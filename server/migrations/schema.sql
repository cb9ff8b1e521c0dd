-- What the migrations make, printed from the catalog. Not run: read.

create table access_log (
  provider_id uuid not null,
  n bigint not null,
  at bigint not null,
  agent_id uuid not null,
  role text not null,
  what text not null,
  object_id text,
  customer_id uuid,
  contact_id uuid,
  seal bytea not null,
  constraint access_log_pkey PRIMARY KEY (provider_id, n),
  constraint access_log_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint access_log_what_check CHECK ((what = ANY (ARRAY['ticket'::text, 'customer'::text, 'search'::text, 'file'::text, 'raw'::text, 'export'::text, 'list'::text])))
);
CREATE INDEX access_log_by_time ON access_log USING btree (provider_id, at);
CREATE INDEX access_log_of_customer ON access_log USING btree (provider_id, customer_id, at) WHERE (customer_id IS NOT NULL);

create table access_log_starts (
  provider_id uuid not null,
  n bigint not null,
  seal bytea not null,
  constraint access_log_starts_pkey PRIMARY KEY (provider_id),
  constraint access_log_starts_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);

create table address_changes (
  provider_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  old_email text not null,
  new_email text not null,
  token_hash bytea not null,
  stop_hash bytea not null,
  asked_at bigint not null,
  expires_at bigint not null,
  done_at bigint,
  stopped_at bigint,
  constraint address_changes_provider_id_stop_hash_key UNIQUE (provider_id, stop_hash),
  constraint address_changes_provider_id_token_hash_key UNIQUE (provider_id, token_hash),
  constraint address_changes_pkey PRIMARY KEY (provider_id, id),
  constraint address_changes_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id)
);
CREATE INDEX address_changes_of_contact ON address_changes USING btree (provider_id, contact_id);

create table address_tasks (
  provider_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  address_key text not null,
  address text not null,
  type text not null,
  made_at bigint not null,
  done_at bigint,
  done_by uuid,
  done_by_name text,
  constraint address_tasks_pkey PRIMARY KEY (provider_id, id),
  constraint address_tasks_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id)
);
CREATE INDEX address_tasks_by_time ON address_tasks USING btree (provider_id, made_at, id);
CREATE UNIQUE INDEX address_tasks_open ON address_tasks USING btree (provider_id, contact_id, address_key) WHERE (done_at IS NULL);

create table agent_alerts (
  provider_id uuid not null,
  agent_id uuid not null,
  event_id uuid not null,
  ticket_id uuid not null,
  seq integer not null,
  what text not null,
  by_name text,
  at bigint not null,
  seen_at bigint,
  mail text not null,
  constraint agent_alerts_pkey PRIMARY KEY (provider_id, agent_id, event_id),
  constraint agent_alerts_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint agent_alerts_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id) ON DELETE CASCADE,
  constraint agent_alerts_mail_check CHECK ((mail = ANY (ARRAY['none'::text, 'written'::text, 'due'::text, 'gathered'::text]))),
  constraint agent_alerts_what_check CHECK ((what = ANY (ARRAY['assigned'::text, 'mentioned'::text, 'customer_wrote'::text, 'answered'::text, 'solved'::text, 'transferred'::text, 'merged'::text, 'late'::text])))
);
CREATE INDEX agent_alerts_by_time ON agent_alerts USING btree (provider_id, agent_id, at);
CREATE INDEX agent_alerts_due ON agent_alerts USING btree (provider_id, agent_id, at) WHERE (mail = 'due'::text);
CREATE INDEX agent_alerts_of_ticket ON agent_alerts USING btree (provider_id, ticket_id, event_id);
CREATE INDEX agent_alerts_old ON agent_alerts USING btree (provider_id, at);
CREATE INDEX agent_alerts_unseen ON agent_alerts USING btree (provider_id, agent_id, ticket_id, seq) WHERE (seen_at IS NULL);

create table agent_drafts (
  provider_id uuid not null,
  ticket_id uuid not null,
  agent_id uuid not null,
  tab text not null,
  version integer not null,
  text text not null,
  more jsonb not null,
  uploads uuid[] not null default '{}'::uuid[],
  shared boolean not null default false,
  ended text,
  ended_by uuid,
  updated_at bigint not null,
  constraint agent_drafts_pkey PRIMARY KEY (provider_id, ticket_id, agent_id, tab),
  constraint agent_drafts_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint agent_drafts_provider_id_ended_by_fkey FOREIGN KEY (provider_id, ended_by) REFERENCES agents(provider_id, id),
  constraint agent_drafts_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id),
  constraint agent_drafts_ended_check CHECK ((ended = ANY (ARRAY['sent'::text, 'given_up'::text, 'taken'::text]))),
  constraint agent_drafts_tab_check CHECK ((tab = ANY (ARRAY['reply'::text, 'note'::text]))),
  constraint agent_drafts_version_check CHECK ((version > 0))
);
CREATE INDEX agent_drafts_by_change ON agent_drafts USING btree (provider_id, updated_at);

create table agent_links (
  provider_id uuid not null,
  token_hash bytea not null,
  agent_id uuid not null,
  purpose text not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  constraint agent_links_pkey PRIMARY KEY (provider_id, token_hash),
  constraint agent_links_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint agent_links_purpose_check CHECK ((purpose = ANY (ARRAY['invite'::text, 'reset'::text])))
);
CREATE INDEX agent_links_of_agent ON agent_links USING btree (provider_id, agent_id);

create table agent_preferences (
  provider_id uuid not null,
  agent_id uuid not null,
  name text not null,
  value jsonb not null,
  changed_at bigint not null,
  constraint agent_preferences_pkey PRIMARY KEY (provider_id, agent_id, name),
  constraint agent_preferences_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint agent_preferences_name_check CHECK ((length(name) <= 40)),
  constraint agent_preferences_value_check CHECK ((length((value)::text) <= 8000))
);

create table agent_quiet_tickets (
  provider_id uuid not null,
  agent_id uuid not null,
  ticket_id uuid not null,
  at bigint not null,
  constraint agent_quiet_tickets_pkey PRIMARY KEY (provider_id, agent_id, ticket_id),
  constraint agent_quiet_tickets_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint agent_quiet_tickets_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id) ON DELETE CASCADE
);
CREATE INDEX agent_quiet_tickets_of_ticket ON agent_quiet_tickets USING btree (provider_id, ticket_id);

create table agent_team_members (
  provider_id uuid not null,
  team_id uuid not null,
  agent_id uuid not null,
  since bigint not null,
  constraint agent_team_members_pkey PRIMARY KEY (provider_id, team_id, agent_id),
  constraint agent_team_members_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint agent_team_members_provider_id_team_id_fkey FOREIGN KEY (provider_id, team_id) REFERENCES agent_teams(provider_id, id)
);
CREATE INDEX agent_team_members_of_agent ON agent_team_members USING btree (provider_id, agent_id);

create table agent_teams (
  provider_id uuid not null,
  id uuid not null,
  name text not null,
  department text,
  created_at bigint not null,
  retired_at bigint,
  constraint agent_teams_pkey PRIMARY KEY (provider_id, id),
  constraint agent_teams_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint agent_teams_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80)))
);
CREATE UNIQUE INDEX agent_teams_by_name ON agent_teams USING btree (provider_id, lower(name)) WHERE (retired_at IS NULL);

create table agents (
  provider_id uuid not null,
  id uuid not null,
  name text not null,
  email text not null,
  email_key text not null,
  password_hash text not null,
  language text not null,
  roles text[] not null default '{}'::text[],
  departments text[] not null default '{}'::text[],
  disabled_at bigint,
  created_at bigint not null,
  constraint agents_provider_id_email_key_key UNIQUE (provider_id, email_key),
  constraint agents_pkey PRIMARY KEY (provider_id, id),
  constraint agents_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint agents_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])))
);

create table api_tokens (
  provider_id uuid not null,
  id uuid not null,
  token_hash bytea not null,
  name text not null,
  scopes text[] not null,
  customer_id uuid,
  created_at bigint not null,
  expires_at bigint not null,
  last_used_at bigint,
  revoked_at bigint,
  constraint api_tokens_provider_id_token_hash_key UNIQUE (provider_id, token_hash),
  constraint api_tokens_pkey PRIMARY KEY (provider_id, id),
  constraint api_tokens_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id),
  constraint api_tokens_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);

create table attachments (
  provider_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  message_id uuid not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  content_id text,
  words tsvector default words_of(translate(name, '._-()[]'::text, '       '::text)),
  constraint attachments_pkey PRIMARY KEY (provider_id, id),
  constraint attachments_provider_id_message_id_fkey FOREIGN KEY (provider_id, message_id) REFERENCES messages(provider_id, id)
);
CREATE INDEX attachments_of_file ON attachments USING btree (provider_id, sha256);
CREATE INDEX attachments_of_message ON attachments USING btree (provider_id, message_id);
CREATE INDEX attachments_of_ticket ON attachments USING btree (provider_id, ticket_id);

create table attempts (
  provider_id uuid not null,
  key text not null,
  count integer not null,
  since_at bigint not null,
  next_at bigint not null,
  constraint attempts_pkey PRIMARY KEY (provider_id, key),
  constraint attempts_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);

create table backup_codes (
  provider_id uuid not null,
  id uuid not null,
  agent_id uuid,
  contact_id uuid,
  code_hash bytea not null,
  created_at bigint not null,
  used_at bigint,
  constraint backup_codes_pkey PRIMARY KEY (provider_id, id),
  constraint backup_codes_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint backup_codes_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint backup_codes_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint backup_codes_check CHECK (((agent_id IS NULL) <> (contact_id IS NULL)))
);
CREATE UNIQUE INDEX backup_codes_of_agent ON backup_codes USING btree (provider_id, agent_id, code_hash) WHERE (agent_id IS NOT NULL);
CREATE UNIQUE INDEX backup_codes_of_contact ON backup_codes USING btree (provider_id, contact_id, code_hash) WHERE (contact_id IS NOT NULL);

create table bounced_addresses (
  provider_id uuid not null,
  address_key text not null,
  outbox_id uuid not null,
  status text,
  diagnostic text,
  at bigint not null,
  noted_at bigint,
  constraint bounced_addresses_pkey PRIMARY KEY (provider_id, address_key),
  constraint bounced_addresses_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);
CREATE INDEX bounced_addresses_to_note ON bounced_addresses USING btree (provider_id, at) WHERE (noted_at IS NULL);

create table bulk_runs (
  provider_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  act jsonb not null,
  chosen_by text,
  state text not null,
  why text,
  undone_by uuid,
  total integer not null,
  done integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  undone integer not null default 0,
  kept integer not null default 0,
  started_at bigint not null,
  moved_at bigint not null,
  ended_at bigint,
  key text not null,
  body_sha256 text not null,
  constraint bulk_runs_provider_id_agent_id_key_key UNIQUE (provider_id, agent_id, key),
  constraint bulk_runs_pkey PRIMARY KEY (provider_id, id),
  constraint bulk_runs_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint bulk_runs_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint bulk_runs_provider_id_undone_by_fkey FOREIGN KEY (provider_id, undone_by) REFERENCES agents(provider_id, id),
  constraint bulk_runs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'stopped'::text, 'done'::text, 'undoing'::text, 'undone'::text])))
);
CREATE INDEX bulk_runs_of_agent ON bulk_runs USING btree (provider_id, agent_id, started_at DESC);
CREATE INDEX bulk_runs_under_way ON bulk_runs USING btree (provider_id, started_at) WHERE (state = ANY (ARRAY['running'::text, 'undoing'::text]));

create table bulk_tickets (
  provider_id uuid not null,
  run_id uuid not null,
  place integer not null,
  ticket_id uuid not null,
  number integer not null,
  state text not null default 'waiting'::text,
  why text,
  detail jsonb,
  event_id uuid,
  message_id uuid,
  constraint bulk_tickets_pkey PRIMARY KEY (provider_id, run_id, place),
  constraint bulk_tickets_provider_id_run_id_fkey FOREIGN KEY (provider_id, run_id) REFERENCES bulk_runs(provider_id, id) ON DELETE CASCADE,
  constraint bulk_tickets_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'unchanged'::text, 'refused'::text, 'undone'::text, 'kept'::text])))
);
CREATE INDEX bulk_tickets_by_state ON bulk_tickets USING btree (provider_id, run_id, state, place);
CREATE INDEX bulk_tickets_to_do ON bulk_tickets USING btree (provider_id, run_id, place) WHERE (state = 'waiting'::text);

create table clocks (
  provider_id uuid not null,
  ticket_id uuid not null,
  metric text not null,
  cycle integer not null,
  target text not null,
  commitment jsonb not null,
  policy_version text not null,
  started_at bigint not null,
  due_at bigint,
  stopped_at bigint,
  outcome text,
  watch_at bigint,
  counted double precision,
  counted_to bigint,
  line text,
  broken boolean,
  tier text,
  department text,
  assignee_id uuid,
  aside text,
  constraint clocks_pkey PRIMARY KEY (provider_id, ticket_id, metric, cycle),
  constraint clocks_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id),
  constraint clocks_aside_check CHECK ((aside = ANY (ARRAY['spam'::text, 'merged'::text, 'no_message'::text]))),
  constraint clocks_outcome_check CHECK ((outcome = ANY (ARRAY['kept'::text, 'late'::text, 'counted'::text, 'cancelled'::text])))
);
CREATE INDEX clocks_open_by_due ON clocks USING btree (provider_id, due_at) WHERE ((stopped_at IS NULL) AND (due_at IS NOT NULL));
CREATE INDEX clocks_stopped ON clocks USING btree (provider_id, stopped_at) INCLUDE (line, tier, broken, outcome, aside, counted, department, assignee_id) WHERE (stopped_at IS NOT NULL);
CREATE INDEX clocks_to_fill ON clocks USING btree (provider_id, ticket_id) WHERE (line IS NULL);
CREATE INDEX clocks_to_watch ON clocks USING btree (provider_id, watch_at) WHERE (watch_at IS NOT NULL);

create table contact_teams (
  provider_id uuid not null,
  contact_id uuid not null,
  team_id uuid not null,
  joined_at bigint not null,
  constraint contact_teams_pkey PRIMARY KEY (provider_id, contact_id, team_id),
  constraint contact_teams_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint contact_teams_provider_id_team_id_fkey FOREIGN KEY (provider_id, team_id) REFERENCES teams(provider_id, id)
);
CREATE INDEX contact_teams_of_team ON contact_teams USING btree (provider_id, team_id);

create table contacts (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  email text not null,
  email_key text not null,
  verified_at bigint,
  language text not null,
  declared boolean not null,
  rights text[] not null default '{}'::text[],
  created_at bigint not null,
  external_id text,
  role text,
  quotes_up_to bigint,
  zone text,
  invited_at bigint,
  removed_at bigint,
  address_changed_at bigint,
  called_back_at bigint,
  constraint contacts_provider_id_email_key_key UNIQUE (provider_id, email_key),
  constraint contacts_pkey PRIMARY KEY (provider_id, id),
  constraint contacts_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id),
  constraint contacts_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])))
);
CREATE INDEX contacts_by_any_case ON contacts USING btree (provider_id, lower(email_key));
CREATE UNIQUE INDEX contacts_by_external_id ON contacts USING btree (provider_id, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX contacts_found ON contacts USING gin (contact_words(provider_id, name, email));
CREATE INDEX contacts_of_customer ON contacts USING btree (provider_id, customer_id);

create table contracts (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  values jsonb not null,
  starts_on date not null,
  ends_on date,
  retired_at bigint,
  changed_at bigint,
  constraint contracts_pkey PRIMARY KEY (provider_id, id),
  constraint contracts_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id)
);
CREATE INDEX contracts_of_customer ON contracts USING btree (provider_id, customer_id);

create table customers (
  provider_id uuid not null,
  id uuid not null,
  number text not null,
  name text not null,
  kind text not null,
  role text,
  zone text,
  language text not null,
  created_at bigint not null,
  external_id text,
  legal_name text,
  siren text,
  siret text,
  vat_number text,
  notes text,
  retired_at bigint,
  constraint customers_provider_id_number_key UNIQUE (provider_id, number),
  constraint customers_pkey PRIMARY KEY (provider_id, id),
  constraint customers_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint customers_kind_check CHECK ((kind = ANY (ARRAY['professional'::text, 'consumer'::text, 'unknown'::text]))),
  constraint customers_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])))
);
CREATE UNIQUE INDEX customers_by_external_id ON customers USING btree (provider_id, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX customers_found ON customers USING gin (customer_words(provider_id, number, name));

create table directory (
  kind text not null,
  key text not null,
  provider_id uuid not null,
  channel text,
  constraint directory_pkey PRIMARY KEY (kind, key),
  constraint directory_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint directory_kind_check CHECK ((kind = ANY (ARRAY['host'::text, 'mail_address'::text])))
);
CREATE INDEX directory_of_provider ON directory USING btree (provider_id);

create table drafts (
  provider_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  place text not null,
  form_key text not null,
  fields jsonb not null,
  uploads uuid[] not null default '{}'::uuid[],
  created_at bigint not null,
  updated_at bigint not null,
  constraint drafts_provider_id_contact_id_place_key UNIQUE (provider_id, contact_id, place),
  constraint drafts_pkey PRIMARY KEY (provider_id, id),
  constraint drafts_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id)
);
CREATE INDEX drafts_by_age ON drafts USING btree (provider_id, updated_at);

create table events (
  provider_id uuid not null,
  id uuid not null,
  ticket_id uuid,
  seq integer,
  at bigint not null,
  type text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  data jsonb not null,
  act_id uuid,
  constraint events_pkey PRIMARY KEY (provider_id, id),
  constraint events_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint events_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id),
  constraint events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['contact'::text, 'agent'::text, 'third_party'::text, 'system'::text]))),
  constraint events_check CHECK (((ticket_id IS NULL) = (seq IS NULL)))
);
CREATE INDEX events_by_time ON events USING btree (provider_id, at, id) WHERE (ticket_id IS NULL);
CREATE INDEX events_of_person ON events USING btree (provider_id, actor_id, at) WHERE ((ticket_id IS NULL) AND (actor_id IS NOT NULL));
CREATE UNIQUE INDEX events_of_ticket ON events USING btree (provider_id, ticket_id, seq) WHERE (ticket_id IS NOT NULL);
CREATE INDEX events_solving ON events USING btree (provider_id, at) WHERE (type = 'ticket.solved'::text);

create table external_ids (
  provider_id uuid not null,
  noun text not null,
  source text not null,
  external_id text not null,
  id uuid not null,
  made_at bigint not null,
  constraint external_ids_provider_id_noun_source_id_key UNIQUE (provider_id, noun, source, id),
  constraint external_ids_pkey PRIMARY KEY (provider_id, noun, source, external_id),
  constraint external_ids_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint external_ids_noun_check CHECK ((noun = ANY (ARRAY['customers'::text, 'contacts'::text, 'contracts'::text, 'services'::text, 'licences'::text, 'movements'::text])))
);

create table fields (
  provider_id uuid not null,
  id uuid not null,
  name text not null,
  version integer not null default 1,
  position integer not null,
  type text not null,
  label jsonb not null,
  help jsonb not null,
  unit text,
  choices jsonb not null,
  kinds text[] not null,
  department text,
  shown_to text not null,
  required boolean not null,
  made_by uuid,
  made_at bigint not null,
  changed_at bigint not null,
  retired_at bigint,
  constraint fields_provider_id_name_key UNIQUE (provider_id, name),
  constraint fields_pkey PRIMARY KEY (provider_id, id),
  constraint fields_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint fields_provider_id_made_by_fkey FOREIGN KEY (provider_id, made_by) REFERENCES agents(provider_id, id),
  constraint fields_name_check CHECK ((name ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
  constraint fields_shown_to_check CHECK ((shown_to = ANY (ARRAY['agents'::text, 'customer'::text]))),
  constraint fields_type_check CHECK ((type = ANY (ARRAY['text'::text, 'long_text'::text, 'number'::text, 'date'::text, 'yes_no'::text, 'one'::text, 'several'::text, 'link'::text])))
);

create table grants (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  for_customer_id uuid not null,
  rights text[] not null,
  from_at bigint not null,
  until_at bigint,
  created_at bigint not null,
  ended_at bigint,
  constraint grants_pkey PRIMARY KEY (provider_id, id),
  constraint grants_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id),
  constraint grants_provider_id_for_customer_id_fkey FOREIGN KEY (provider_id, for_customer_id) REFERENCES customers(provider_id, id),
  constraint grants_check CHECK ((customer_id <> for_customer_id))
);
CREATE INDEX grants_for_customer ON grants USING btree (provider_id, for_customer_id) WHERE (ended_at IS NULL);
CREATE INDEX grants_of_customer ON grants USING btree (provider_id, customer_id) WHERE (ended_at IS NULL);

create table hook_calls (
  provider_id uuid not null,
  hook_id uuid not null,
  call_id text not null,
  status integer,
  response jsonb,
  at bigint not null,
  constraint hook_calls_pkey PRIMARY KEY (provider_id, hook_id, call_id),
  constraint hook_calls_provider_id_hook_id_fkey FOREIGN KEY (provider_id, hook_id) REFERENCES hooks(provider_id, id)
);
CREATE INDEX hook_calls_by_age ON hook_calls USING btree (provider_id, at);

create table hooks (
  provider_id uuid not null,
  id uuid not null,
  name text not null,
  source text not null,
  secret bytea not null,
  former_secret bytea,
  former_until bigint,
  created_at bigint not null,
  used_at bigint,
  revoked_at bigint,
  constraint hooks_provider_id_name_key UNIQUE (provider_id, name),
  constraint hooks_pkey PRIMARY KEY (provider_id, id),
  constraint hooks_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);

create table idempotency (
  provider_id uuid not null,
  actor text not null,
  key text not null,
  body_sha256 text not null,
  status integer,
  response jsonb,
  at bigint not null,
  constraint idempotency_pkey PRIMARY KEY (provider_id, actor, key),
  constraint idempotency_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);
CREATE INDEX idempotency_by_age ON idempotency USING btree (provider_id, at);

create table import_problems (
  provider_id uuid not null,
  run_id uuid not null,
  place integer not null,
  line integer not null,
  field text,
  code text not null,
  given text,
  known text,
  constraint import_problems_pkey PRIMARY KEY (provider_id, run_id, place),
  constraint import_problems_provider_id_run_id_fkey FOREIGN KEY (provider_id, run_id) REFERENCES import_runs(provider_id, id)
);

create table import_runs (
  provider_id uuid not null,
  id uuid not null,
  noun text not null,
  source text not null,
  file_name text not null,
  sha256 text not null,
  dry_run boolean not null,
  encoding text,
  separator text,
  state text not null,
  records integer,
  next_record integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  started_at bigint not null,
  moved_at bigint not null,
  ended_at bigint,
  author_kind text not null,
  author_id uuid,
  author_name text,
  constraint import_runs_pkey PRIMARY KEY (provider_id, id),
  constraint import_runs_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint import_runs_author_kind_check CHECK ((author_kind = ANY (ARRAY['contact'::text, 'agent'::text, 'third_party'::text, 'system'::text]))),
  constraint import_runs_noun_check CHECK ((noun = ANY (ARRAY['customers'::text, 'contacts'::text, 'contracts'::text, 'services'::text, 'licences'::text, 'movements'::text]))),
  constraint import_runs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'refused'::text])))
);
CREATE INDEX import_runs_by_time ON import_runs USING btree (provider_id, started_at, id);
CREATE UNIQUE INDEX import_runs_under_way ON import_runs USING btree (provider_id, noun, source, sha256) WHERE ((state = 'running'::text) AND (NOT dry_run));

create table legal_holds (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid,
  contact_id uuid,
  ticket_id uuid,
  reason text not null,
  until_on date not null,
  set_at bigint not null,
  set_by text not null,
  lifted_at bigint,
  lifted_by text,
  constraint legal_holds_pkey PRIMARY KEY (provider_id, id),
  constraint legal_holds_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint legal_holds_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id),
  constraint legal_holds_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint legal_holds_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id),
  constraint legal_holds_check CHECK ((num_nonnulls(customer_id, contact_id, ticket_id) = 1))
);
CREATE INDEX legal_holds_alive ON legal_holds USING btree (provider_id, until_on) WHERE (lifted_at IS NULL);

create table licence_uses (
  provider_id uuid not null,
  licence_id uuid not null,
  customer_id uuid not null,
  entered_by uuid,
  entered_at bigint not null,
  constraint licence_uses_pkey PRIMARY KEY (provider_id, licence_id, customer_id),
  constraint licence_uses_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id),
  constraint licence_uses_provider_id_entered_by_fkey FOREIGN KEY (provider_id, entered_by) REFERENCES contacts(provider_id, id),
  constraint licence_uses_provider_id_licence_id_fkey FOREIGN KEY (provider_id, licence_id) REFERENCES licences(provider_id, id)
);
CREATE INDEX licence_uses_of_customer ON licence_uses USING btree (provider_id, customer_id);

create table licences (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid,
  kind text not null,
  key_hash bytea not null,
  delivery_address_key text,
  entered_at bigint,
  entered_by uuid,
  created_at bigint not null,
  retired_at bigint,
  raise_at bigint,
  constraint licences_provider_id_key_hash_key UNIQUE (provider_id, key_hash),
  constraint licences_pkey PRIMARY KEY (provider_id, id),
  constraint licences_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id),
  constraint licences_provider_id_entered_by_fkey FOREIGN KEY (provider_id, entered_by) REFERENCES contacts(provider_id, id),
  constraint licences_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);
CREATE INDEX licences_by_address ON licences USING btree (provider_id, delivery_address_key);
CREATE INDEX licences_of_customer ON licences USING btree (provider_id, customer_id);
CREATE INDEX licences_to_raise ON licences USING btree (provider_id, raise_at) WHERE (raise_at IS NOT NULL);

create table macros (
  provider_id uuid not null,
  id uuid not null,
  name text not null,
  version integer not null default 1,
  tab text not null,
  texts jsonb not null,
  acts jsonb not null,
  owner_id uuid,
  team_id uuid,
  kinds text[] not null default '{}'::text[],
  departments text[] not null default '{}'::text[],
  used integer not null default 0,
  used_at bigint,
  retired_at bigint,
  created_by uuid,
  created_at bigint not null,
  changed_at bigint not null,
  constraint macros_pkey PRIMARY KEY (provider_id, id),
  constraint macros_provider_id_created_by_fkey FOREIGN KEY (provider_id, created_by) REFERENCES agents(provider_id, id),
  constraint macros_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint macros_provider_id_owner_id_fkey FOREIGN KEY (provider_id, owner_id) REFERENCES agents(provider_id, id),
  constraint macros_provider_id_team_id_fkey FOREIGN KEY (provider_id, team_id) REFERENCES agent_teams(provider_id, id),
  constraint macros_check CHECK (((owner_id IS NULL) OR (team_id IS NULL))),
  constraint macros_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint macros_tab_check CHECK ((tab = ANY (ARRAY['reply'::text, 'note'::text])))
);
CREATE INDEX macros_in_use ON macros USING btree (provider_id, name) WHERE (retired_at IS NULL);

create table mail_codes (
  provider_id uuid not null,
  session_id uuid not null,
  code_hash bytea not null,
  created_at bigint not null,
  expires_at bigint not null,
  constraint mail_codes_pkey PRIMARY KEY (provider_id, session_id),
  constraint mail_codes_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);

create table mail_threads (
  provider_id uuid not null,
  header_message_id text not null,
  ticket_id uuid not null,
  message_id uuid,
  issued_by_us boolean not null,
  at bigint not null,
  constraint mail_threads_pkey PRIMARY KEY (provider_id, header_message_id, ticket_id),
  constraint mail_threads_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);
CREATE INDEX mail_threads_of_ticket ON mail_threads USING btree (provider_id, ticket_id, at);

create table mail_trials (
  provider_id uuid not null,
  id uuid not null,
  address text not null,
  token_hash bytea not null,
  outbox_id uuid not null,
  begun_at bigint not null,
  begun_by uuid not null,
  back_at bigint,
  came_to text,
  lost_at bigint,
  constraint mail_trials_provider_id_token_hash_key UNIQUE (provider_id, token_hash),
  constraint mail_trials_pkey PRIMARY KEY (provider_id, id),
  constraint mail_trials_provider_id_begun_by_fkey FOREIGN KEY (provider_id, begun_by) REFERENCES agents(provider_id, id),
  constraint mail_trials_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);
CREATE INDEX mail_trials_of_address ON mail_trials USING btree (provider_id, address, begun_at);
CREATE INDEX mail_trials_open ON mail_trials USING btree (provider_id, begun_at) WHERE ((back_at IS NULL) AND (lost_at IS NULL));

create table mentions (
  provider_id uuid not null,
  ticket_id uuid not null,
  agent_id uuid not null,
  message_id uuid not null,
  at bigint not null,
  seen_at bigint,
  constraint mentions_pkey PRIMARY KEY (provider_id, message_id, agent_id),
  constraint mentions_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint mentions_provider_id_message_id_fkey FOREIGN KEY (provider_id, message_id) REFERENCES messages(provider_id, id),
  constraint mentions_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id)
);
CREATE INDEX mentions_of_agent ON mentions USING btree (provider_id, agent_id, ticket_id);
CREATE INDEX mentions_of_ticket ON mentions USING btree (provider_id, ticket_id);
CREATE INDEX mentions_unseen ON mentions USING btree (provider_id, agent_id, at) WHERE (seen_at IS NULL);

create table messages (
  provider_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  at bigint not null,
  author_kind text not null,
  author_id uuid,
  author_name text,
  visibility text not null,
  automatic boolean not null default false,
  channel text not null,
  text text not null,
  html_file text,
  fold_at integer,
  language text,
  from_address text,
  sender jsonb,
  header_message_id text,
  request_id uuid,
  words tsvector default words_of(text),
  leaves_at bigint,
  constraint messages_pkey PRIMARY KEY (provider_id, id),
  constraint messages_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id),
  constraint messages_author_kind_check CHECK ((author_kind = ANY (ARRAY['contact'::text, 'agent'::text, 'third_party'::text, 'system'::text]))),
  constraint messages_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'internal'::text, 'quarantined'::text, 'withdrawn'::text])))
);
CREATE INDEX messages_of_file ON messages USING btree (provider_id, html_file) WHERE (html_file IS NOT NULL);
CREATE INDEX messages_of_ticket ON messages USING btree (provider_id, ticket_id, at, id);

create table notice_customers (
  provider_id uuid not null,
  notice_id uuid not null,
  customer_id uuid not null,
  affected boolean not null,
  own_text jsonb,
  constraint notice_customers_pkey PRIMARY KEY (provider_id, notice_id, customer_id),
  constraint notice_customers_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id),
  constraint notice_customers_provider_id_notice_id_fkey FOREIGN KEY (provider_id, notice_id) REFERENCES notices(provider_id, id)
);
CREATE INDEX notice_customers_of_customer ON notice_customers USING btree (provider_id, customer_id, notice_id);

create table notice_letters (
  provider_id uuid not null,
  post_id uuid not null,
  customer_id uuid not null,
  address_key text not null,
  notification_id uuid not null,
  outbox_id uuid,
  written_at bigint not null,
  constraint notice_letters_pkey PRIMARY KEY (provider_id, post_id, customer_id, address_key),
  constraint notice_letters_provider_id_notification_id_fkey FOREIGN KEY (provider_id, notification_id) REFERENCES notifications(provider_id, id) ON DELETE CASCADE,
  constraint notice_letters_provider_id_outbox_id_fkey FOREIGN KEY (provider_id, outbox_id) REFERENCES outbox(provider_id, id),
  constraint notice_letters_provider_id_post_id_fkey FOREIGN KEY (provider_id, post_id) REFERENCES notice_posts(provider_id, id)
);
CREATE INDEX notice_letters_in_outbox ON notice_letters USING btree (provider_id, outbox_id) WHERE (outbox_id IS NOT NULL);
CREATE INDEX notice_letters_of_notification ON notice_letters USING btree (provider_id, notification_id);

create table notice_posts (
  provider_id uuid not null,
  id uuid not null,
  notice_id uuid not null,
  kind text not null,
  text jsonb not null,
  from_at bigint,
  until_at bigint,
  author_kind text not null,
  author_id uuid,
  author_name text,
  created_at bigint not null,
  state text not null,
  after uuid,
  told_at bigint,
  constraint notice_posts_pkey PRIMARY KEY (provider_id, id),
  constraint notice_posts_provider_id_notice_id_fkey FOREIGN KEY (provider_id, notice_id) REFERENCES notices(provider_id, id),
  constraint notice_posts_author_kind_check CHECK ((author_kind = ANY (ARRAY['agent'::text, 'system'::text]))),
  constraint notice_posts_kind_check CHECK ((kind = ANY (ARRAY['first'::text, 'update'::text, 'end'::text]))),
  constraint notice_posts_state_check CHECK ((state = ANY (ARRAY['telling'::text, 'told'::text])))
);
CREATE INDEX notice_posts_of_notice ON notice_posts USING btree (provider_id, notice_id, created_at, id);
CREATE INDEX notice_posts_to_tell ON notice_posts USING btree (provider_id, id) WHERE (state = 'telling'::text);

create table notice_services (
  provider_id uuid not null,
  notice_id uuid not null,
  service_id uuid not null,
  customer_id uuid not null,
  constraint notice_services_pkey PRIMARY KEY (provider_id, notice_id, service_id),
  constraint notice_services_provider_id_notice_id_fkey FOREIGN KEY (provider_id, notice_id) REFERENCES notices(provider_id, id),
  constraint notice_services_provider_id_service_id_fkey FOREIGN KEY (provider_id, service_id) REFERENCES services(provider_id, id)
);
CREATE INDEX notice_services_of_customer ON notice_services USING btree (provider_id, customer_id, notice_id);
CREATE INDEX notice_services_of_service ON notice_services USING btree (provider_id, service_id);

create table notice_told (
  provider_id uuid not null,
  post_id uuid not null,
  contact_id uuid not null,
  notification_id uuid not null,
  shown_at bigint not null,
  constraint notice_told_pkey PRIMARY KEY (provider_id, post_id, contact_id),
  constraint notice_told_provider_id_notification_id_fkey FOREIGN KEY (provider_id, notification_id) REFERENCES notifications(provider_id, id) ON DELETE CASCADE,
  constraint notice_told_provider_id_post_id_fkey FOREIGN KEY (provider_id, post_id) REFERENCES notice_posts(provider_id, id)
);
CREATE INDEX notice_told_of_notification ON notice_told USING btree (provider_id, notification_id);

create table notices (
  provider_id uuid not null,
  id uuid not null,
  code text not null,
  type text not null,
  severity text not null,
  title jsonb not null,
  from_at bigint,
  until_at bigint,
  banner boolean not null,
  audience jsonb not null,
  policy_version text not null,
  outcome text not null,
  through text[] not null,
  clauses text[] not null,
  within bigint,
  optional boolean not null,
  maker_kind text not null,
  maker_id uuid,
  maker_name text,
  dedupe_key text,
  body_sha256 text,
  created_at bigint not null,
  ended_at bigint,
  constraint notices_provider_id_code_key UNIQUE (provider_id, code),
  constraint notices_pkey PRIMARY KEY (provider_id, id),
  constraint notices_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint notices_maker_kind_check CHECK ((maker_kind = ANY (ARRAY['agent'::text, 'system'::text]))),
  constraint notices_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'public'::text, 'not_concerned'::text]))),
  constraint notices_severity_check CHECK ((severity = ANY (ARRAY['information'::text, 'minor'::text, 'major'::text])))
);
CREATE INDEX notices_by_time ON notices USING btree (provider_id, created_at, id);
CREATE INDEX notices_current ON notices USING btree (provider_id, id) WHERE ((ended_at IS NULL) AND banner);
CREATE UNIQUE INDEX notices_said_once ON notices USING btree (provider_id, dedupe_key) WHERE (dedupe_key IS NOT NULL);

create table notification_addresses (
  provider_id uuid not null,
  contact_id uuid not null,
  type text not null,
  address text,
  address_key text,
  verified_at bigint,
  refused_at bigint,
  pending text,
  token_hash bytea,
  asked_at bigint,
  expires_at bigint,
  constraint notification_addresses_provider_id_token_hash_key UNIQUE (provider_id, token_hash),
  constraint notification_addresses_pkey PRIMARY KEY (provider_id, contact_id, type),
  constraint notification_addresses_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint notification_addresses_check CHECK (((address IS NOT NULL) OR (pending IS NOT NULL)))
);
CREATE INDEX notification_addresses_by_address ON notification_addresses USING btree (provider_id, address_key) WHERE (address_key IS NOT NULL);

create table notification_refusals (
  provider_id uuid not null,
  contact_id uuid not null,
  type text not null,
  at bigint not null,
  constraint notification_refusals_pkey PRIMARY KEY (provider_id, contact_id, type),
  constraint notification_refusals_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id)
);

create table notifications (
  provider_id uuid not null,
  id uuid not null,
  notice_id uuid not null,
  customer_id uuid not null,
  contact_id uuid not null,
  reference text not null,
  in_client_area boolean not null,
  shown_at bigint not null,
  changed_at bigint not null,
  read_at bigint,
  constraint notifications_provider_id_notice_id_contact_id_key UNIQUE (provider_id, notice_id, contact_id),
  constraint notifications_pkey PRIMARY KEY (provider_id, id),
  constraint notifications_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint notifications_provider_id_notice_id_fkey FOREIGN KEY (provider_id, notice_id) REFERENCES notices(provider_id, id)
);
CREATE INDEX notifications_of_contact ON notifications USING btree (provider_id, contact_id, changed_at, id) WHERE in_client_area;
CREATE INDEX notifications_unread ON notifications USING btree (provider_id, contact_id) WHERE ((read_at IS NULL) AND in_client_area);

create table oidc_accounts (
  provider_id uuid not null,
  connection_id uuid not null,
  subject text not null,
  agent_id uuid,
  contact_id uuid,
  linked_at bigint not null,
  used_at bigint not null,
  constraint oidc_accounts_pkey PRIMARY KEY (provider_id, connection_id, subject),
  constraint oidc_accounts_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id) ON DELETE CASCADE,
  constraint oidc_accounts_provider_id_connection_id_fkey FOREIGN KEY (provider_id, connection_id) REFERENCES oidc_connections(provider_id, id) ON DELETE CASCADE,
  constraint oidc_accounts_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id) ON DELETE CASCADE,
  constraint oidc_accounts_check CHECK (((agent_id IS NULL) <> (contact_id IS NULL)))
);
CREATE UNIQUE INDEX oidc_account_of_agent ON oidc_accounts USING btree (provider_id, agent_id, connection_id) WHERE (agent_id IS NOT NULL);
CREATE UNIQUE INDEX oidc_account_of_contact ON oidc_accounts USING btree (provider_id, contact_id, connection_id) WHERE (contact_id IS NOT NULL);

create table oidc_connections (
  provider_id uuid not null,
  id uuid not null,
  name text not null,
  label text not null,
  audience text not null,
  customer_id uuid,
  issuer text not null,
  client_id text not null,
  client_secret bytea,
  domains text[] not null,
  listed boolean not null,
  exclusive boolean not null,
  makes_contacts boolean not null,
  rights text[] not null,
  second_factor text not null,
  private_addresses boolean not null,
  created_at bigint not null,
  constraint oidc_connections_provider_id_name_key UNIQUE (provider_id, name),
  constraint oidc_connections_pkey PRIMARY KEY (provider_id, id),
  constraint oidc_connections_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id),
  constraint oidc_connections_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint oidc_connections_audience_check CHECK ((audience = ANY (ARRAY['agents'::text, 'contacts'::text]))),
  constraint oidc_connections_check CHECK (((customer_id IS NULL) OR (audience = 'contacts'::text))),
  constraint oidc_connections_check1 CHECK (((NOT makes_contacts) OR (customer_id IS NOT NULL))),
  constraint oidc_connections_second_factor_check CHECK ((second_factor = ANY (ARRAY['ours'::text, 'theirs'::text])))
);

create table outbox (
  provider_id uuid not null,
  id uuid not null,
  cause_event_id uuid,
  ticket_id uuid,
  message_id uuid,
  kind text not null,
  to text[] not null,
  mail jsonb not null,
  header_message_id text not null,
  state text not null,
  attempts integer not null default 0,
  created_at bigint not null,
  next_at bigint,
  claimed_until bigint,
  sent_at bigint,
  last_error text,
  constraint outbox_provider_id_header_message_id_key UNIQUE (provider_id, header_message_id),
  constraint outbox_pkey PRIMARY KEY (provider_id, id),
  constraint outbox_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint outbox_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'caught'::text, 'cancelled'::text])))
);
CREATE INDEX outbox_by_address ON outbox USING btree (provider_id, ((mail ->> 'limitKey'::text)), created_at) WHERE ((mail ->> 'limitKey'::text) IS NOT NULL);
CREATE INDEX outbox_by_domain ON outbox USING btree (provider_id, ((mail ->> 'limitDomain'::text)), created_at) WHERE ((mail ->> 'limitDomain'::text) IS NOT NULL);
CREATE INDEX outbox_by_time ON outbox USING btree (provider_id, created_at, id);
CREATE INDEX outbox_due ON outbox USING btree (provider_id, next_at) WHERE (state = ANY (ARRAY['pending'::text, 'sending'::text]));
CREATE INDEX outbox_failed ON outbox USING btree (provider_id, created_at, id) WHERE (state = 'failed'::text);
CREATE INDEX outbox_of_ticket ON outbox USING btree (provider_id, ticket_id) WHERE (ticket_id IS NOT NULL);

create table passkeys (
  provider_id uuid not null,
  id uuid not null,
  agent_id uuid,
  contact_id uuid,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  host text not null,
  name text not null,
  backed_up boolean not null,
  created_at bigint not null,
  last_used_at bigint,
  constraint passkeys_provider_id_credential_id_key UNIQUE (provider_id, credential_id),
  constraint passkeys_pkey PRIMARY KEY (provider_id, id),
  constraint passkeys_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint passkeys_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint passkeys_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint passkeys_check CHECK (((agent_id IS NULL) <> (contact_id IS NULL)))
);
CREATE INDEX passkeys_of_agent ON passkeys USING btree (provider_id, agent_id) WHERE (agent_id IS NOT NULL);
CREATE INDEX passkeys_of_contact ON passkeys USING btree (provider_id, contact_id) WHERE (contact_id IS NOT NULL);

create table passwords (
  provider_id uuid not null,
  contact_id uuid not null,
  hash text not null,
  changed_at bigint not null,
  constraint passwords_pkey PRIMARY KEY (provider_id, contact_id),
  constraint passwords_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id)
);

create table pending_sign_ins (
  provider_id uuid not null,
  token_hash bytea not null,
  agent_id uuid,
  contact_id uuid,
  way text not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  constraint pending_sign_ins_pkey PRIMARY KEY (provider_id, token_hash),
  constraint pending_sign_ins_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint pending_sign_ins_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint pending_sign_ins_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint pending_sign_ins_check CHECK (((agent_id IS NULL) <> (contact_id IS NULL))),
  constraint pending_sign_ins_way_check CHECK ((way = ANY (ARRAY['password'::text, 'link'::text, 'passkey'::text, 'oidc'::text])))
);

create table person_requests (
  provider_id uuid not null,
  id uuid not null,
  kind text not null,
  state text not null,
  contact_id uuid,
  address text,
  address_key text,
  language text not null,
  asked_at bigint not null,
  asked_by_kind text not null,
  asked_by_id uuid not null,
  due_on date not null,
  extended_at bigint,
  extended_why text,
  confirmed_by uuid,
  confirmed_at bigint,
  words text[] not null default '{}'::text[],
  report jsonb,
  file_sha256 text,
  file_size bigint,
  ready_at bigint,
  expires_at bigint,
  downloads integer not null default 0,
  ended_at bigint,
  ended_by uuid,
  why text,
  constraint person_requests_pkey PRIMARY KEY (provider_id, id),
  constraint person_requests_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint person_requests_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint person_requests_asked_by_kind_check CHECK ((asked_by_kind = ANY (ARRAY['contact'::text, 'agent'::text]))),
  constraint person_requests_check CHECK (((contact_id IS NOT NULL) OR (address_key IS NOT NULL) OR (state = ANY (ARRAY['done'::text, 'refused'::text, 'withdrawn'::text])))),
  constraint person_requests_kind_check CHECK ((kind = ANY (ARRAY['access'::text, 'erasure'::text, 'rectification'::text, 'restriction'::text, 'portability'::text, 'objection'::text]))),
  constraint person_requests_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint person_requests_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'making'::text, 'review'::text, 'ready'::text, 'confirmed'::text, 'done'::text, 'refused'::text, 'withdrawn'::text])))
);
CREATE INDEX person_requests_files ON person_requests USING btree (provider_id, expires_at) WHERE (file_sha256 IS NOT NULL);
CREATE INDEX person_requests_of_contact ON person_requests USING btree (provider_id, contact_id, asked_at) WHERE (contact_id IS NOT NULL);
CREATE INDEX person_requests_open ON person_requests USING btree (provider_id, due_on, id) WHERE (state <> ALL (ARRAY['done'::text, 'refused'::text, 'withdrawn'::text]));

create table policies (
  provider_id uuid not null,
  id uuid not null,
  policy text not null,
  version text not null,
  effective_at bigint not null,
  source text not null,
  examples text,
  sha256 text not null,
  published_at bigint not null,
  published_by text not null,
  note text,
  withdrawn_at bigint,
  withdrawn_by text,
  constraint policies_provider_id_version_key UNIQUE (provider_id, version),
  constraint policies_pkey PRIMARY KEY (provider_id, id),
  constraint policies_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint policies_withdrawn CHECK ((((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) OR (withdrawn_at < effective_at))))
);
CREATE INDEX policies_in_force ON policies USING btree (provider_id, effective_at, published_at);

create table policy_drafts (
  provider_id uuid not null,
  source text not null,
  examples text not null,
  version integer not null,
  based_on text,
  changed_at bigint not null,
  changed_by uuid not null,
  told_at bigint not null,
  constraint policy_drafts_pkey PRIMARY KEY (provider_id),
  constraint policy_drafts_provider_id_changed_by_fkey FOREIGN KEY (provider_id, changed_by) REFERENCES agents(provider_id, id),
  constraint policy_drafts_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);

create table privacy_settings (
  provider_id uuid not null,
  responsible text,
  officer text,
  contact text,
  recipients text,
  transfers text,
  holidays text not null default 'fr-metropole'::text,
  agents_named boolean not null default false,
  notes_reviewed boolean not null default true,
  changed_at bigint not null,
  constraint privacy_settings_pkey PRIMARY KEY (provider_id),
  constraint privacy_settings_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);

create table provider_logos (
  provider_id uuid not null,
  theme text not null,
  media_type text not null,
  sha256 text not null,
  content bytea not null,
  constraint provider_logos_pkey PRIMARY KEY (provider_id, theme),
  constraint provider_logos_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint provider_logos_theme_check CHECK ((theme = ANY (ARRAY['light'::text, 'dark'::text])))
);

create table providers (
  id uuid not null,
  slug text not null,
  name text not null,
  accent text not null,
  language text not null,
  created_at bigint not null,
  base_url text,
  mail_name text,
  mail_address text,
  second_factor text not null default 'required'::text,
  constraint providers_base_url_key UNIQUE (base_url),
  constraint providers_slug_key UNIQUE (slug),
  constraint providers_pkey PRIMARY KEY (id),
  constraint providers_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint providers_second_factor_check CHECK ((second_factor = ANY (ARRAY['required'::text, 'offered'::text]))),
  constraint providers_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]{0,39}$'::text))
);

create table quota_movements (
  provider_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  quota text not null,
  kind text not null,
  quantity bigint not null,
  at bigint not null,
  corrects uuid,
  ticket_id uuid,
  note text,
  author_kind text not null,
  author_id uuid,
  author_name text,
  recorded_at bigint not null,
  constraint quota_movements_pkey PRIMARY KEY (provider_id, id),
  constraint quota_movements_provider_id_contract_id_fkey FOREIGN KEY (provider_id, contract_id) REFERENCES contracts(provider_id, id),
  constraint quota_movements_provider_id_corrects_fkey FOREIGN KEY (provider_id, corrects) REFERENCES quota_movements(provider_id, id),
  constraint quota_movements_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id),
  constraint quota_movements_author_kind_check CHECK ((author_kind = ANY (ARRAY['contact'::text, 'agent'::text, 'third_party'::text, 'system'::text]))),
  constraint quota_movements_check CHECK (((kind = 'correction'::text) = (corrects IS NOT NULL))),
  constraint quota_movements_kind_check CHECK ((kind = ANY (ARRAY['purchase'::text, 'use'::text, 'correction'::text]))),
  constraint quota_movements_quantity_check CHECK ((quantity >= 0))
);
CREATE INDEX quota_movements_corrected ON quota_movements USING btree (provider_id, corrects) WHERE (corrects IS NOT NULL);
CREATE INDEX quota_movements_of_contract ON quota_movements USING btree (provider_id, contract_id, quota, at, id);

create table recoveries (
  provider_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  confirmed_at bigint not null,
  due_at bigint not null,
  reminded_at bigint,
  cancelled_at bigint,
  done_at bigint,
  constraint recoveries_pkey PRIMARY KEY (provider_id, id),
  constraint recoveries_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id)
);
CREATE INDEX recoveries_due ON recoveries USING btree (provider_id, due_at) WHERE ((cancelled_at IS NULL) AND (done_at IS NULL));
CREATE UNIQUE INDEX recovery_under_way ON recoveries USING btree (provider_id, contact_id) WHERE ((cancelled_at IS NULL) AND (done_at IS NULL));

create table remembered_searches (
  provider_id uuid not null,
  agent_id uuid not null,
  text text not null,
  at bigint not null,
  constraint remembered_searches_pkey PRIMARY KEY (provider_id, agent_id, text),
  constraint remembered_searches_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint remembered_searches_text_check CHECK (((length(text) >= 1) AND (length(text) <= 500)))
);

create table reply_tokens (
  provider_id uuid not null,
  token_hash bytea not null,
  ticket_id uuid not null,
  address_key text not null,
  created_at bigint not null,
  revoked_at bigint,
  constraint reply_tokens_pkey PRIMARY KEY (provider_id, token_hash),
  constraint reply_tokens_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);
CREATE INDEX reply_tokens_of_ticket ON reply_tokens USING btree (provider_id, ticket_id, address_key);

create table requests (
  provider_id uuid not null,
  id uuid not null,
  channel text not null,
  medium text not null,
  received_at bigint not null,
  recorded_at bigint not null,
  dedupe_key text not null,
  raw_sha256 text,
  raw_size bigint,
  raw_media_type text,
  incoming jsonb not null,
  sender jsonb not null,
  facts jsonb,
  decision jsonb,
  state text not null,
  why text,
  ticket_id uuid,
  attempts integer not null default 0,
  decided_at bigint,
  accepted_version text,
  accepted_at bigint,
  machine text,
  follows_ticket_id uuid,
  constraint requests_provider_id_dedupe_key_key UNIQUE (provider_id, dedupe_key),
  constraint requests_pkey PRIMARY KEY (provider_id, id),
  constraint requests_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint requests_provider_id_follows_ticket_id_fkey FOREIGN KEY (provider_id, follows_ticket_id) REFERENCES tickets(provider_id, id),
  constraint requests_state_check CHECK ((state = ANY (ARRAY['recorded'::text, 'ticket'::text, 'reply'::text, 'third_party'::text, 'answered'::text, 'refused'::text, 'redirected'::text, 'asked'::text, 'quarantined'::text, 'duplicate'::text, 'discarded'::text])))
);
CREATE INDEX requests_apart ON requests USING btree (provider_id, id) WHERE (state <> ALL (ARRAY['ticket'::text, 'reply'::text, 'third_party'::text]));
CREATE INDEX requests_by_message_id ON requests USING btree (provider_id, ((incoming #>> '{mail,messageId}'::text[]))) WHERE ((incoming #>> '{mail,messageId}'::text[]) IS NOT NULL);
CREATE INDEX requests_by_time ON requests USING btree (provider_id, received_at);
CREATE INDEX requests_of_file ON requests USING btree (provider_id, raw_sha256) WHERE (raw_sha256 IS NOT NULL);
CREATE INDEX requests_of_ticket ON requests USING btree (provider_id, ticket_id) WHERE (ticket_id IS NOT NULL);
CREATE INDEX requests_quarantined ON requests USING btree (provider_id, received_at, id) WHERE (state = 'quarantined'::text);
CREATE INDEX requests_that_follow ON requests USING btree (provider_id, follows_ticket_id) WHERE (follows_ticket_id IS NOT NULL);
CREATE INDEX requests_undecided ON requests USING btree (provider_id, recorded_at) WHERE (state = 'recorded'::text);

create table retention (
  provider_id uuid not null,
  kind text not null,
  days integer not null,
  reason text not null,
  changed_at bigint not null,
  changed_by text not null,
  constraint retention_pkey PRIMARY KEY (provider_id, kind),
  constraint retention_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint retention_days_check CHECK (((days >= 1) AND (days <= 36500)))
);

create table rule_events (
  provider_id uuid not null,
  event_id uuid not null,
  ticket_id uuid not null,
  seq integer not null,
  starts text not null,
  at bigint not null,
  attempts integer not null default 0,
  constraint rule_events_pkey PRIMARY KEY (provider_id, event_id),
  constraint rule_events_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);

create table rule_runs (
  provider_id uuid not null,
  id uuid not null,
  rule_id uuid not null,
  ticket_id uuid not null,
  key text not null,
  at bigint not null,
  outcomes jsonb not null,
  ended_at bigint,
  constraint rule_runs_provider_id_rule_id_ticket_id_key_key UNIQUE (provider_id, rule_id, ticket_id, key),
  constraint rule_runs_pkey PRIMARY KEY (provider_id, id),
  constraint rule_runs_provider_id_rule_id_fkey FOREIGN KEY (provider_id, rule_id) REFERENCES rules(provider_id, id)
);
CREATE INDEX rule_runs_of_rule ON rule_runs USING btree (provider_id, rule_id, id);
CREATE INDEX rule_runs_open ON rule_runs USING btree (provider_id, id) WHERE (ended_at IS NULL);

create table rules (
  provider_id uuid not null,
  id uuid not null,
  name text not null,
  version integer not null default 1,
  position integer not null,
  starts text not null,
  within_minutes integer,
  filter text not null,
  deeds jsonb not null,
  on_since bigint,
  set_aside_at bigint,
  set_aside_number integer,
  made_by uuid,
  made_at bigint not null,
  changed_at bigint not null,
  retired_at bigint,
  trouble jsonb,
  trouble_since bigint,
  constraint rules_pkey PRIMARY KEY (provider_id, id),
  constraint rules_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint rules_provider_id_made_by_fkey FOREIGN KEY (provider_id, made_by) REFERENCES agents(provider_id, id),
  constraint rules_check CHECK (((starts = 'due'::text) = (within_minutes IS NOT NULL))),
  constraint rules_check1 CHECK (((trouble IS NULL) = (trouble_since IS NULL))),
  constraint rules_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80)))
);
CREATE INDEX rules_on ON rules USING btree (provider_id, starts) WHERE (on_since IS NOT NULL);

create table saved_views (
  provider_id uuid not null,
  id uuid not null,
  scope text not null,
  agent_id uuid,
  team_id uuid,
  name text not null,
  filter text not null,
  sort text not null,
  position integer not null,
  version integer not null,
  created_at bigint not null,
  changed_at bigint not null,
  constraint saved_views_pkey PRIMARY KEY (provider_id, id),
  constraint saved_views_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint saved_views_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint saved_views_provider_id_team_id_fkey FOREIGN KEY (provider_id, team_id) REFERENCES agent_teams(provider_id, id),
  constraint saved_views_check CHECK (((scope = 'mine'::text) = (agent_id IS NOT NULL))),
  constraint saved_views_check1 CHECK (((scope = 'team'::text) = (team_id IS NOT NULL))),
  constraint saved_views_filter_check CHECK ((length(filter) <= 500)),
  constraint saved_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint saved_views_scope_check CHECK ((scope = ANY (ARRAY['mine'::text, 'team'::text, 'all'::text]))),
  constraint saved_views_sort_check CHECK ((sort = ANY (ARRAY['policy'::text, 'oldest'::text, 'changed'::text])))
);
CREATE INDEX saved_views_of_agent ON saved_views USING btree (provider_id, agent_id, "position") WHERE (agent_id IS NOT NULL);
CREATE INDEX saved_views_of_team ON saved_views USING btree (provider_id, team_id, "position") WHERE (team_id IS NOT NULL);

create table services (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  contract_id uuid,
  kind text not null,
  name text not null,
  order_number text,
  product text,
  version text,
  addresses text[] not null default '{}'::text[],
  starts_on date,
  ends_on date,
  retired_at bigint,
  changed_at bigint,
  tags text[] not null default '{}'::text[],
  constraint services_pkey PRIMARY KEY (provider_id, id),
  constraint services_provider_id_contract_id_fkey FOREIGN KEY (provider_id, contract_id) REFERENCES contracts(provider_id, id),
  constraint services_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id)
);
CREATE INDEX services_found ON services USING gin (service_words(provider_id, name, order_number, product, addresses));
CREATE INDEX services_of_contract ON services USING btree (provider_id, contract_id) WHERE (contract_id IS NOT NULL);
CREATE INDEX services_of_customer ON services USING btree (provider_id, customer_id);

create table sessions (
  provider_id uuid not null,
  token_hash bytea not null,
  id uuid not null,
  agent_id uuid,
  contact_id uuid,
  trust text not null,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  revoked_at bigint,
  elevated_until bigint,
  second_factor text,
  way text not null default 'link'::text,
  machine text,
  browser text,
  owes_second boolean not null default false,
  acting_for uuid,
  constraint sessions_pkey PRIMARY KEY (provider_id, token_hash),
  constraint sessions_provider_id_acting_for_fkey FOREIGN KEY (provider_id, acting_for) REFERENCES customers(provider_id, id),
  constraint sessions_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint sessions_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint sessions_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint sessions_check CHECK (((agent_id IS NULL) <> (contact_id IS NULL))),
  constraint sessions_second_factor_check CHECK ((second_factor = ANY (ARRAY['passkey'::text, 'totp'::text, 'code'::text, 'mail'::text]))),
  constraint sessions_trust_check CHECK ((trust = ANY (ARRAY['T2'::text, 'T3'::text]))),
  constraint sessions_way_check CHECK ((way = ANY (ARRAY['password'::text, 'link'::text, 'passkey'::text, 'oidc'::text, 'direct'::text])))
);
CREATE INDEX sessions_of_agent ON sessions USING btree (provider_id, agent_id) WHERE (agent_id IS NOT NULL);
CREATE INDEX sessions_of_contact ON sessions USING btree (provider_id, contact_id) WHERE (contact_id IS NOT NULL);

create table sign_in_links (
  provider_id uuid not null,
  token_hash bytea not null,
  contact_id uuid not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  purpose text not null default 'sign_in'::text,
  constraint sign_in_links_pkey PRIMARY KEY (provider_id, token_hash),
  constraint sign_in_links_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint sign_in_links_purpose_check CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'reset'::text, 'recovery'::text])))
);

create table spent_challenges (
  provider_id uuid not null,
  challenge_hash bytea not null,
  expires_at bigint not null,
  constraint spent_challenges_pkey PRIMARY KEY (provider_id, challenge_hash),
  constraint spent_challenges_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);

create table support_pins (
  provider_id uuid not null,
  contact_id uuid not null,
  nonce bytea not null,
  expires_at bigint not null,
  constraint support_pins_pkey PRIMARY KEY (provider_id, contact_id),
  constraint support_pins_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id)
);

create table tag_changes (
  provider_id uuid not null,
  id uuid not null,
  name text not null,
  becomes text,
  asked_by uuid not null,
  asked_at bigint not null,
  done_at bigint,
  tickets integer not null default 0,
  constraint tag_changes_pkey PRIMARY KEY (provider_id, id),
  constraint tag_changes_provider_id_asked_by_fkey FOREIGN KEY (provider_id, asked_by) REFERENCES agents(provider_id, id),
  constraint tag_changes_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);
CREATE INDEX tag_changes_to_make ON tag_changes USING btree (provider_id, asked_at) WHERE (done_at IS NULL);

create table tags (
  provider_id uuid not null,
  name text not null,
  created_at bigint not null,
  created_by uuid,
  constraint tags_pkey PRIMARY KEY (provider_id, name),
  constraint tags_provider_id_created_by_fkey FOREIGN KEY (provider_id, created_by) REFERENCES agents(provider_id, id),
  constraint tags_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint tags_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 40)))
);

create table teams (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  created_at bigint not null,
  constraint teams_provider_id_customer_id_name_key UNIQUE (provider_id, customer_id, name),
  constraint teams_pkey PRIMARY KEY (provider_id, id),
  constraint teams_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id)
);

create table ticket_reads (
  provider_id uuid not null,
  contact_id uuid not null,
  ticket_id uuid not null,
  seen_at bigint not null,
  constraint ticket_reads_pkey PRIMARY KEY (provider_id, contact_id, ticket_id),
  constraint ticket_reads_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint ticket_reads_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id)
);

create table ticket_seen (
  provider_id uuid not null,
  agent_id uuid not null,
  ticket_id uuid not null,
  version integer not null,
  at bigint not null,
  constraint ticket_seen_pkey PRIMARY KEY (provider_id, agent_id, ticket_id),
  constraint ticket_seen_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint ticket_seen_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id) ON DELETE CASCADE,
  constraint ticket_seen_version_check CHECK ((version >= 0))
);
CREATE INDEX ticket_seen_by_ticket ON ticket_seen USING btree (provider_id, ticket_id);

create table ticket_words (
  provider_id uuid not null,
  ticket_id uuid not null,
  number integer not null,
  words tsvector not null,
  constraint ticket_words_pkey PRIMARY KEY (provider_id, ticket_id),
  constraint ticket_words_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id) ON DELETE CASCADE
);
CREATE INDEX ticket_words_found ON ticket_words USING gin (words);

create table tickets (
  provider_id uuid not null,
  id uuid not null,
  number integer not null,
  version integer not null,
  request_id uuid,
  customer_id uuid,
  contact_id uuid,
  service_id uuid,
  contract_id uuid,
  subject text not null,
  channel text not null,
  language text not null,
  trust text not null,
  kind text,
  tier text,
  department text,
  priority text,
  policy_version text not null,
  facts jsonb not null,
  decision jsonb not null,
  opened_at bigint not null,
  state text not null,
  place text not null,
  assignee_id uuid,
  held_until bigint,
  rank smallint not null,
  due_at bigint,
  due jsonb,
  late_at bigint,
  last_from text not null,
  changed_at bigint not null,
  sort_at bigint not null,
  timer_at bigint,
  team_id uuid,
  desk_team_id uuid,
  words tsvector default words_of(subject),
  merged_into uuid,
  snoozed_until bigint,
  tags text[] not null default '{}'::text[],
  watchers uuid[] not null default '{}'::uuid[],
  discretion boolean not null default false,
  spam_from text,
  fields jsonb not null default '{}'::jsonb,
  links text[] not null default '{}'::text[],
  constraint tickets_provider_id_number_key UNIQUE (provider_id, number),
  constraint tickets_pkey PRIMARY KEY (provider_id, id),
  constraint tickets_merged_into_fkey FOREIGN KEY (provider_id, merged_into) REFERENCES tickets(provider_id, id),
  constraint tickets_provider_id_assignee_id_fkey FOREIGN KEY (provider_id, assignee_id) REFERENCES agents(provider_id, id),
  constraint tickets_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint tickets_provider_id_contract_id_fkey FOREIGN KEY (provider_id, contract_id) REFERENCES contracts(provider_id, id),
  constraint tickets_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id),
  constraint tickets_provider_id_desk_team_id_fkey FOREIGN KEY (provider_id, desk_team_id) REFERENCES agent_teams(provider_id, id),
  constraint tickets_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint tickets_provider_id_request_id_fkey FOREIGN KEY (provider_id, request_id) REFERENCES requests(provider_id, id),
  constraint tickets_provider_id_service_id_fkey FOREIGN KEY (provider_id, service_id) REFERENCES services(provider_id, id),
  constraint tickets_provider_id_team_id_fkey FOREIGN KEY (provider_id, team_id) REFERENCES teams(provider_id, id),
  constraint tickets_last_from_check CHECK ((last_from = ANY (ARRAY['customer'::text, 'agent'::text, 'system'::text]))),
  constraint tickets_place_check CHECK ((place = ANY (ARRAY['todo'::text, 'waiting'::text, 'solved'::text, 'closed'::text, 'merged'::text, 'spam'::text]))),
  constraint tickets_state_check CHECK ((state = ANY (ARRAY['new'::text, 'open'::text, 'waiting_customer'::text, 'waiting_supplier'::text, 'solved'::text, 'closed'::text])))
);
CREATE INDEX tickets_by_change ON tickets USING btree (provider_id, changed_at, id);
CREATE INDEX tickets_by_opening ON tickets USING btree (provider_id, opened_at) INCLUDE (id, place, department, assignee_id);
CREATE INDEX tickets_closed ON tickets USING btree (provider_id, changed_at) WHERE (state = 'closed'::text);
CREATE INDEX tickets_due ON tickets USING btree (provider_id, due_at) WHERE ((place = 'todo'::text) AND (due_at IS NOT NULL));
CREATE INDEX tickets_from_spammer ON tickets USING btree (provider_id, spam_from) WHERE (spam_from IS NOT NULL);
CREATE INDEX tickets_held ON tickets USING btree (provider_id, held_until) WHERE (held_until IS NOT NULL);
CREATE INDEX tickets_linked ON tickets USING btree (provider_id, changed_at, id) WHERE (links <> '{}'::text[]);
CREATE INDEX tickets_load ON tickets USING btree (provider_id, assignee_id, desk_team_id) INCLUDE (place, due_at, late_at, department) WHERE (place = ANY (ARRAY['todo'::text, 'waiting'::text]));
CREATE INDEX tickets_merged ON tickets USING btree (provider_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX tickets_of_agent ON tickets USING btree (provider_id, assignee_id, place, rank, sort_at, id) WHERE (assignee_id IS NOT NULL);
CREATE INDEX tickets_of_contact ON tickets USING btree (provider_id, contact_id, changed_at, id);
CREATE INDEX tickets_of_customer ON tickets USING btree (provider_id, customer_id, changed_at, id);
CREATE INDEX tickets_of_customer_by_opening ON tickets USING btree (provider_id, customer_id, opened_at, id);
CREATE INDEX tickets_of_desk_team ON tickets USING btree (provider_id, desk_team_id, place, rank, sort_at, id) WHERE (desk_team_id IS NOT NULL);
CREATE INDEX tickets_of_nobody ON tickets USING btree (provider_id, rank, sort_at, id) WHERE ((place = 'todo'::text) AND (assignee_id IS NULL));
CREATE INDEX tickets_of_service ON tickets USING btree (provider_id, service_id, changed_at, id) WHERE (service_id IS NOT NULL);
CREATE INDEX tickets_of_team ON tickets USING btree (provider_id, team_id, changed_at, id) WHERE (team_id IS NOT NULL);
CREATE INDEX tickets_open_of_customer ON tickets USING btree (provider_id, customer_id) WHERE (place = ANY (ARRAY['todo'::text, 'waiting'::text]));
CREATE INDEX tickets_open_of_service ON tickets USING btree (provider_id, service_id) WHERE ((service_id IS NOT NULL) AND (place = ANY (ARRAY['todo'::text, 'waiting'::text])));
CREATE INDEX tickets_queue ON tickets USING btree (provider_id, place, rank, sort_at, id) INCLUDE (department, assignee_id);
CREATE INDEX tickets_queue_by_change ON tickets USING btree (provider_id, place, changed_at, id) INCLUDE (department, assignee_id);
CREATE INDEX tickets_queue_by_opening ON tickets USING btree (provider_id, place, opened_at, id) INCLUDE (department, assignee_id);
CREATE INDEX tickets_snoozed ON tickets USING btree (provider_id, snoozed_until) WHERE (snoozed_until IS NOT NULL);
CREATE INDEX tickets_tagged ON tickets USING btree (provider_id, changed_at, id) WHERE (tags <> '{}'::text[]);
CREATE INDEX tickets_to_miss ON tickets USING btree (provider_id, rank, late_at, id) WHERE ((place = 'todo'::text) AND (late_at IS NOT NULL));
CREATE INDEX tickets_to_time ON tickets USING btree (provider_id, timer_at) WHERE (timer_at IS NOT NULL);
CREATE INDEX tickets_watched ON tickets USING btree (provider_id, changed_at, id) WHERE (watchers <> '{}'::uuid[]);
CREATE INDEX tickets_with_fields ON tickets USING btree (provider_id, changed_at, id) WHERE (fields <> '{}'::jsonb);

create table totp_keys (
  provider_id uuid not null,
  id uuid not null,
  agent_id uuid,
  contact_id uuid,
  sealed bytea not null,
  last_step bigint not null,
  created_at bigint not null,
  last_used_at bigint,
  constraint totp_keys_pkey PRIMARY KEY (provider_id, id),
  constraint totp_keys_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint totp_keys_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint totp_keys_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint totp_keys_check CHECK (((agent_id IS NULL) <> (contact_id IS NULL)))
);
CREATE UNIQUE INDEX totp_key_of_agent ON totp_keys USING btree (provider_id, agent_id) WHERE (agent_id IS NOT NULL);
CREATE UNIQUE INDEX totp_key_of_contact ON totp_keys USING btree (provider_id, contact_id) WHERE (contact_id IS NOT NULL);

create table uploads (
  provider_id uuid not null,
  id uuid not null,
  owner text not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  at bigint not null,
  constraint uploads_pkey PRIMARY KEY (provider_id, id),
  constraint uploads_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);

create table words_due (
  provider_id uuid not null,
  ticket_id uuid not null
);

create table work (
  provider_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  agent_id uuid not null,
  started_at bigint not null,
  minutes integer not null,
  kind text not null,
  note text,
  noted_at bigint not null,
  corrected_at bigint,
  constraint work_pkey PRIMARY KEY (provider_id, id),
  constraint work_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint work_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id),
  constraint work_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440)))
);
CREATE INDEX work_of_agent ON work USING btree (provider_id, agent_id, started_at);
CREATE INDEX work_of_ticket ON work USING btree (provider_id, ticket_id, started_at);
