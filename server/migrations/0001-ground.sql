-- Instants are milliseconds since 1970-01-01T00:00Z, in columns named *_at. Files are named by their SHA-256.
-- Every table of a noun begins its keys, indexes and foreign keys with provider_id.

create table providers (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{0,39}$'),
  name text not null,
  accent text not null,
  language text not null check (language in ('fr', 'en')),
  created_at bigint not null
);

-- Which provider a host, an address or a token belongs to: asked before a provider is known.
create table directory (
  kind text not null check (kind in ('host', 'mail_address')),
  key text not null,
  provider_id uuid not null references providers,
  channel text,
  primary key (kind, key)
);
create index directory_of_provider on directory (provider_id);

create table policies (
  provider_id uuid not null references providers,
  id uuid not null,
  policy text not null,
  version text not null,
  effective_at bigint not null,
  source text not null,
  examples text,
  sha256 text not null,
  published_at bigint not null,
  published_by text not null,
  primary key (provider_id, id),
  unique (provider_id, version)
);
create index policies_in_force on policies (provider_id, effective_at, published_at);

create table customers (
  provider_id uuid not null references providers,
  id uuid not null,
  number text not null,
  name text not null,
  kind text not null check (kind in ('professional', 'consumer', 'unknown')),
  role text,
  zone text,
  language text not null check (language in ('fr', 'en')),
  created_at bigint not null,
  primary key (provider_id, id),
  unique (provider_id, number)
);

create table contacts (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  email text not null,
  email_key text not null,
  verified_at bigint,
  language text not null check (language in ('fr', 'en')),
  declared boolean not null,
  rights text[] not null default '{}',
  created_at bigint not null,
  primary key (provider_id, id),
  unique (provider_id, email_key),
  foreign key (provider_id, customer_id) references customers (provider_id, id)
);
create index contacts_of_customer on contacts (provider_id, customer_id);

create table contracts (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  values jsonb not null,
  starts_on date not null,
  ends_on date,
  primary key (provider_id, id),
  foreign key (provider_id, customer_id) references customers (provider_id, id)
);
create index contracts_of_customer on contracts (provider_id, customer_id);

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
  primary key (provider_id, id),
  foreign key (provider_id, customer_id) references customers (provider_id, id),
  foreign key (provider_id, contract_id) references contracts (provider_id, id)
);
create index services_of_customer on services (provider_id, customer_id);

create table licences (
  provider_id uuid not null references providers,
  id uuid not null,
  customer_id uuid,
  kind text not null,
  key_hash bytea not null,
  delivery_address_key text,
  entered_at bigint,
  entered_by uuid,
  created_at bigint not null,
  primary key (provider_id, id),
  unique (provider_id, key_hash),
  foreign key (provider_id, customer_id) references customers (provider_id, id),
  foreign key (provider_id, entered_by) references contacts (provider_id, id)
);
create index licences_of_customer on licences (provider_id, customer_id);
create index licences_by_address on licences (provider_id, delivery_address_key);

create table agents (
  provider_id uuid not null references providers,
  id uuid not null,
  name text not null,
  email text not null,
  email_key text not null,
  password_hash text not null,
  language text not null check (language in ('fr', 'en')),
  roles text[] not null default '{}',
  departments text[] not null default '{}',
  disabled_at bigint,
  created_at bigint not null,
  primary key (provider_id, id),
  unique (provider_id, email_key)
);

create table sessions (
  provider_id uuid not null references providers,
  token_hash bytea not null,
  id uuid not null,
  agent_id uuid,
  contact_id uuid,
  trust text not null check (trust in ('T2', 'T3')),
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  revoked_at bigint,
  primary key (provider_id, token_hash),
  foreign key (provider_id, agent_id) references agents (provider_id, id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id),
  check ((agent_id is null) <> (contact_id is null))
);
create index sessions_of_agent on sessions (provider_id, agent_id) where agent_id is not null;
create index sessions_of_contact on sessions (provider_id, contact_id) where contact_id is not null;

create table sign_in_links (
  provider_id uuid not null,
  token_hash bytea not null,
  contact_id uuid not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  primary key (provider_id, token_hash),
  foreign key (provider_id, contact_id) references contacts (provider_id, id)
);

-- Failed or repeated tries, by a hash of what is tried (an account, an address, a machine): kept, so that a restart forgives nothing.
create table attempts (
  provider_id uuid not null references providers,
  key text not null,
  count integer not null,
  since_at bigint not null,
  next_at bigint not null,
  primary key (provider_id, key)
);

create table api_tokens (
  provider_id uuid not null references providers,
  id uuid not null,
  token_hash bytea not null,
  name text not null,
  scopes text[] not null,
  customer_id uuid,
  created_at bigint not null,
  expires_at bigint not null,
  last_used_at bigint,
  revoked_at bigint,
  primary key (provider_id, id),
  unique (provider_id, token_hash),
  foreign key (provider_id, customer_id) references customers (provider_id, id)
);

create table requests (
  provider_id uuid not null references providers,
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
  state text not null check (state in ('recorded', 'ticket', 'reply', 'third_party', 'answered', 'refused', 'redirected', 'asked', 'quarantined', 'duplicate', 'discarded')),
  why text,
  ticket_id uuid,
  attempts integer not null default 0,
  decided_at bigint,
  primary key (provider_id, id),
  unique (provider_id, dedupe_key)
);
create index requests_undecided on requests (provider_id, recorded_at) where state = 'recorded';
create index requests_quarantined on requests (provider_id, received_at, id) where state = 'quarantined';

create table tickets (
  provider_id uuid not null references providers,
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
  -- From here on a projection of the events, rebuildable from them.
  state text not null check (state in ('new', 'open', 'waiting_customer', 'waiting_supplier', 'solved', 'closed')),
  place text not null check (place in ('todo', 'waiting', 'solved', 'closed')),
  assignee_id uuid,
  held_until bigint,
  rank smallint not null,
  due_at bigint,
  due jsonb,
  late_at bigint,
  last_from text not null check (last_from in ('customer', 'agent', 'system')),
  changed_at bigint not null,
  -- What is due first, then what was opened first; nothing due comes last.
  sort_at bigint not null,
  primary key (provider_id, id),
  unique (provider_id, number),
  foreign key (provider_id, request_id) references requests (provider_id, id),
  foreign key (provider_id, customer_id) references customers (provider_id, id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id),
  foreign key (provider_id, service_id) references services (provider_id, id),
  foreign key (provider_id, contract_id) references contracts (provider_id, id),
  foreign key (provider_id, assignee_id) references agents (provider_id, id)
);
create index tickets_queue on tickets (provider_id, place, rank, sort_at, id);
create index tickets_of_agent on tickets (provider_id, assignee_id, place, rank, sort_at, id) where assignee_id is not null;
create index tickets_of_nobody on tickets (provider_id, rank, sort_at, id) where place = 'todo' and assignee_id is null;
create index tickets_to_miss on tickets (provider_id, rank, late_at, id) where place = 'todo' and late_at is not null;
create index tickets_held on tickets (provider_id, held_until) where held_until is not null;
create index tickets_of_customer on tickets (provider_id, customer_id, changed_at, id);
create index tickets_open_of_customer on tickets (provider_id, customer_id) where place in ('todo', 'waiting');
create index tickets_of_contact on tickets (provider_id, contact_id, changed_at, id);
create index tickets_by_change on tickets (provider_id, changed_at, id);

create table messages (
  provider_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  at bigint not null,
  author_kind text not null check (author_kind in ('contact', 'agent', 'third_party', 'system')),
  author_id uuid,
  author_name text,
  visibility text not null check (visibility in ('public', 'internal', 'quarantined')),
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
  primary key (provider_id, id),
  foreign key (provider_id, ticket_id) references tickets (provider_id, id)
);
create index messages_of_ticket on messages (provider_id, ticket_id, at, id);

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
  primary key (provider_id, id),
  foreign key (provider_id, message_id) references messages (provider_id, id)
);
create index attachments_of_ticket on attachments (provider_id, ticket_id);
create index attachments_of_message on attachments (provider_id, message_id);

-- Files sent before the message that will carry them.
create table uploads (
  provider_id uuid not null references providers,
  id uuid not null,
  owner text not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  at bigint not null,
  primary key (provider_id, id)
);

-- Everything that ever happened, append only. `seq` counts the events of one ticket: two acts can never both be the next.
create table events (
  provider_id uuid not null references providers,
  id uuid not null,
  ticket_id uuid,
  seq integer,
  at bigint not null,
  type text not null,
  actor_kind text not null check (actor_kind in ('contact', 'agent', 'third_party', 'system')),
  actor_id uuid,
  actor_name text,
  data jsonb not null,
  primary key (provider_id, id),
  foreign key (provider_id, ticket_id) references tickets (provider_id, id),
  check ((ticket_id is null) = (seq is null))
);
create unique index events_of_ticket on events (provider_id, ticket_id, seq) where ticket_id is not null;
create index events_by_time on events (provider_id, at, id) where ticket_id is null;

-- A projection of the events: what each promise said, when it is due, how it ended.
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
  outcome text check (outcome in ('kept', 'late', 'counted', 'cancelled')),
  -- When it will be past its deadline and nothing was said of it yet.
  watch_at bigint,
  primary key (provider_id, ticket_id, metric, cycle),
  foreign key (provider_id, ticket_id) references tickets (provider_id, id)
);
create index clocks_to_watch on clocks (provider_id, watch_at) where watch_at is not null;

create table outbox (
  provider_id uuid not null references providers,
  id uuid not null,
  cause_event_id uuid,
  ticket_id uuid,
  message_id uuid,
  kind text not null,
  "to" text[] not null,
  mail jsonb not null,
  header_message_id text not null,
  state text not null check (state in ('pending', 'sending', 'sent', 'failed', 'caught')),
  attempts integer not null default 0,
  created_at bigint not null,
  next_at bigint,
  claimed_until bigint,
  sent_at bigint,
  last_error text,
  primary key (provider_id, id),
  unique (provider_id, header_message_id)
);
create index outbox_due on outbox (provider_id, next_at) where state in ('pending', 'sending');
create index outbox_of_ticket on outbox (provider_id, ticket_id) where ticket_id is not null;
create index outbox_by_time on outbox (provider_id, created_at, id);
-- What the limits of automatic letters count.
create index outbox_by_address on outbox (provider_id, (mail ->> 'limitKey'), created_at) where (mail ->> 'limitKey') is not null;
create index outbox_by_domain on outbox (provider_id, (mail ->> 'limitDomain'), created_at) where (mail ->> 'limitDomain') is not null;
create index outbox_failed on outbox (provider_id, created_at, id) where state = 'failed';

create table mail_threads (
  provider_id uuid not null references providers,
  header_message_id text not null,
  ticket_id uuid not null,
  message_id uuid,
  issued_by_us boolean not null,
  at bigint not null,
  primary key (provider_id, header_message_id, ticket_id)
);
create index mail_threads_of_ticket on mail_threads (provider_id, ticket_id, at);

create table reply_tokens (
  provider_id uuid not null references providers,
  token_hash bytea not null,
  ticket_id uuid not null,
  address_key text not null,
  created_at bigint not null,
  revoked_at bigint,
  primary key (provider_id, token_hash)
);
create index reply_tokens_of_ticket on reply_tokens (provider_id, ticket_id, address_key);

-- What was answered to a caller's key: the same key gets the same answer, once.
create table idempotency (
  provider_id uuid not null references providers,
  actor text not null,
  key text not null,
  body_sha256 text not null,
  status integer,
  response jsonb,
  at bigint not null,
  primary key (provider_id, actor, key)
);
create index idempotency_by_age on idempotency (provider_id, at);

-- One sequence per provider, made with it: short numbers, holes allowed.
create schema numbers;
