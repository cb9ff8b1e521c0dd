-- What the migrations make, printed from the catalog. Not run: read.

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
  constraint attachments_pkey PRIMARY KEY (provider_id, id),
  constraint attachments_provider_id_message_id_fkey FOREIGN KEY (provider_id, message_id) REFERENCES messages(provider_id, id)
);
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

create table bounced_addresses (
  provider_id uuid not null,
  address_key text not null,
  outbox_id uuid not null,
  status text,
  diagnostic text,
  at bigint not null,
  constraint bounced_addresses_pkey PRIMARY KEY (provider_id, address_key),
  constraint bounced_addresses_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);

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
  constraint clocks_pkey PRIMARY KEY (provider_id, ticket_id, metric, cycle),
  constraint clocks_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id),
  constraint clocks_outcome_check CHECK ((outcome = ANY (ARRAY['kept'::text, 'late'::text, 'counted'::text, 'cancelled'::text])))
);
CREATE INDEX clocks_to_watch ON clocks USING btree (provider_id, watch_at) WHERE (watch_at IS NOT NULL);

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
  constraint contacts_provider_id_email_key_key UNIQUE (provider_id, email_key),
  constraint contacts_pkey PRIMARY KEY (provider_id, id),
  constraint contacts_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id),
  constraint contacts_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])))
);
CREATE INDEX contacts_of_customer ON contacts USING btree (provider_id, customer_id);

create table contracts (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  values jsonb not null,
  starts_on date not null,
  ends_on date,
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
  constraint customers_provider_id_number_key UNIQUE (provider_id, number),
  constraint customers_pkey PRIMARY KEY (provider_id, id),
  constraint customers_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint customers_kind_check CHECK ((kind = ANY (ARRAY['professional'::text, 'consumer'::text, 'unknown'::text]))),
  constraint customers_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])))
);

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
  constraint events_pkey PRIMARY KEY (provider_id, id),
  constraint events_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint events_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id),
  constraint events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['contact'::text, 'agent'::text, 'third_party'::text, 'system'::text]))),
  constraint events_check CHECK (((ticket_id IS NULL) = (seq IS NULL)))
);
CREATE INDEX events_by_time ON events USING btree (provider_id, at, id) WHERE (ticket_id IS NULL);
CREATE UNIQUE INDEX events_of_ticket ON events USING btree (provider_id, ticket_id, seq) WHERE (ticket_id IS NOT NULL);

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
  constraint licences_provider_id_key_hash_key UNIQUE (provider_id, key_hash),
  constraint licences_pkey PRIMARY KEY (provider_id, id),
  constraint licences_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id),
  constraint licences_provider_id_entered_by_fkey FOREIGN KEY (provider_id, entered_by) REFERENCES contacts(provider_id, id),
  constraint licences_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);
CREATE INDEX licences_by_address ON licences USING btree (provider_id, delivery_address_key);
CREATE INDEX licences_of_customer ON licences USING btree (provider_id, customer_id);

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
  constraint messages_pkey PRIMARY KEY (provider_id, id),
  constraint messages_provider_id_ticket_id_fkey FOREIGN KEY (provider_id, ticket_id) REFERENCES tickets(provider_id, id),
  constraint messages_author_kind_check CHECK ((author_kind = ANY (ARRAY['contact'::text, 'agent'::text, 'third_party'::text, 'system'::text]))),
  constraint messages_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'internal'::text, 'quarantined'::text])))
);
CREATE INDEX messages_of_ticket ON messages USING btree (provider_id, ticket_id, at, id);

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
  constraint outbox_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'caught'::text])))
);
CREATE INDEX outbox_by_address ON outbox USING btree (provider_id, ((mail ->> 'limitKey'::text)), created_at) WHERE ((mail ->> 'limitKey'::text) IS NOT NULL);
CREATE INDEX outbox_by_domain ON outbox USING btree (provider_id, ((mail ->> 'limitDomain'::text)), created_at) WHERE ((mail ->> 'limitDomain'::text) IS NOT NULL);
CREATE INDEX outbox_by_time ON outbox USING btree (provider_id, created_at, id);
CREATE INDEX outbox_due ON outbox USING btree (provider_id, next_at) WHERE (state = ANY (ARRAY['pending'::text, 'sending'::text]));
CREATE INDEX outbox_failed ON outbox USING btree (provider_id, created_at, id) WHERE (state = 'failed'::text);
CREATE INDEX outbox_of_ticket ON outbox USING btree (provider_id, ticket_id) WHERE (ticket_id IS NOT NULL);

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
  constraint policies_provider_id_version_key UNIQUE (provider_id, version),
  constraint policies_pkey PRIMARY KEY (provider_id, id),
  constraint policies_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id)
);
CREATE INDEX policies_in_force ON policies USING btree (provider_id, effective_at, published_at);

create table providers (
  id uuid not null,
  slug text not null,
  name text not null,
  accent text not null,
  language text not null,
  created_at bigint not null,
  constraint providers_slug_key UNIQUE (slug),
  constraint providers_pkey PRIMARY KEY (id),
  constraint providers_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint providers_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]{0,39}$'::text))
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
  constraint requests_provider_id_dedupe_key_key UNIQUE (provider_id, dedupe_key),
  constraint requests_pkey PRIMARY KEY (provider_id, id),
  constraint requests_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint requests_state_check CHECK ((state = ANY (ARRAY['recorded'::text, 'ticket'::text, 'reply'::text, 'third_party'::text, 'answered'::text, 'refused'::text, 'redirected'::text, 'asked'::text, 'quarantined'::text, 'duplicate'::text, 'discarded'::text])))
);
CREATE INDEX requests_by_message_id ON requests USING btree (provider_id, ((incoming #>> '{mail,messageId}'::text[]))) WHERE ((incoming #>> '{mail,messageId}'::text[]) IS NOT NULL);
CREATE INDEX requests_quarantined ON requests USING btree (provider_id, received_at, id) WHERE (state = 'quarantined'::text);
CREATE INDEX requests_undecided ON requests USING btree (provider_id, recorded_at) WHERE (state = 'recorded'::text);

create table services (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  contract_id uuid,
  kind text not null,
  name text not null,
  address text,
  order_number text,
  product text,
  version text,
  constraint services_pkey PRIMARY KEY (provider_id, id),
  constraint services_provider_id_contract_id_fkey FOREIGN KEY (provider_id, contract_id) REFERENCES contracts(provider_id, id),
  constraint services_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id)
);
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
  constraint sessions_pkey PRIMARY KEY (provider_id, token_hash),
  constraint sessions_provider_id_agent_id_fkey FOREIGN KEY (provider_id, agent_id) REFERENCES agents(provider_id, id),
  constraint sessions_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint sessions_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint sessions_check CHECK (((agent_id IS NULL) <> (contact_id IS NULL))),
  constraint sessions_trust_check CHECK ((trust = ANY (ARRAY['T2'::text, 'T3'::text])))
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
  constraint sign_in_links_pkey PRIMARY KEY (provider_id, token_hash),
  constraint sign_in_links_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id)
);

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
  constraint tickets_provider_id_number_key UNIQUE (provider_id, number),
  constraint tickets_pkey PRIMARY KEY (provider_id, id),
  constraint tickets_provider_id_assignee_id_fkey FOREIGN KEY (provider_id, assignee_id) REFERENCES agents(provider_id, id),
  constraint tickets_provider_id_contact_id_fkey FOREIGN KEY (provider_id, contact_id) REFERENCES contacts(provider_id, id),
  constraint tickets_provider_id_contract_id_fkey FOREIGN KEY (provider_id, contract_id) REFERENCES contracts(provider_id, id),
  constraint tickets_provider_id_customer_id_fkey FOREIGN KEY (provider_id, customer_id) REFERENCES customers(provider_id, id),
  constraint tickets_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES providers(id),
  constraint tickets_provider_id_request_id_fkey FOREIGN KEY (provider_id, request_id) REFERENCES requests(provider_id, id),
  constraint tickets_provider_id_service_id_fkey FOREIGN KEY (provider_id, service_id) REFERENCES services(provider_id, id),
  constraint tickets_last_from_check CHECK ((last_from = ANY (ARRAY['customer'::text, 'agent'::text, 'system'::text]))),
  constraint tickets_place_check CHECK ((place = ANY (ARRAY['todo'::text, 'waiting'::text, 'solved'::text, 'closed'::text]))),
  constraint tickets_state_check CHECK ((state = ANY (ARRAY['new'::text, 'open'::text, 'waiting_customer'::text, 'waiting_supplier'::text, 'solved'::text, 'closed'::text])))
);
CREATE INDEX tickets_by_change ON tickets USING btree (provider_id, changed_at, id);
CREATE INDEX tickets_held ON tickets USING btree (provider_id, held_until) WHERE (held_until IS NOT NULL);
CREATE INDEX tickets_of_agent ON tickets USING btree (provider_id, assignee_id, place, rank, sort_at, id) WHERE (assignee_id IS NOT NULL);
CREATE INDEX tickets_of_contact ON tickets USING btree (provider_id, contact_id, changed_at, id);
CREATE INDEX tickets_of_customer ON tickets USING btree (provider_id, customer_id, changed_at, id);
CREATE INDEX tickets_of_nobody ON tickets USING btree (provider_id, rank, sort_at, id) WHERE ((place = 'todo'::text) AND (assignee_id IS NULL));
CREATE INDEX tickets_open_of_customer ON tickets USING btree (provider_id, customer_id) WHERE (place = ANY (ARRAY['todo'::text, 'waiting'::text]));
CREATE INDEX tickets_queue ON tickets USING btree (provider_id, place, rank, sort_at, id);
CREATE INDEX tickets_to_miss ON tickets USING btree (provider_id, rank, late_at, id) WHERE ((place = 'todo'::text) AND (late_at IS NOT NULL));
CREATE INDEX tickets_to_time ON tickets USING btree (provider_id, timer_at) WHERE (timer_at IS NOT NULL);

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
