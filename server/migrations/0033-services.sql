-- What customers have and bought: several addresses, what has ended, what other systems call it, and what was taken from what was bought.

alter table services
  add column addresses text[] not null default '{}',
  add column starts_on date,
  add column ends_on date,
  -- Kept with its history, not offered any more.
  add column retired_at bigint,
  add column changed_at bigint;
update services set addresses = array[address] where address is not null;
alter table services drop column address;
create index services_of_contract on services (provider_id, contract_id) where contract_id is not null;

alter table contracts
  add column retired_at bigint,
  add column changed_at bigint;

-- A customer who left, a licence that was taken back: what happened stays.
alter table customers add column retired_at bigint;
alter table licences add column retired_at bigint;

create index tickets_of_service on tickets (provider_id, service_id, changed_at, id) where service_id is not null;

-- What another system calls a customer, a contact, a contract, a service, a licence or a movement: nothing is typed twice.
create table external_ids (
  provider_id uuid not null references providers,
  noun text not null check (noun in ('customers', 'contacts', 'contracts', 'services', 'licences', 'movements')),
  source text not null,
  external_id text not null,
  id uuid not null,
  made_at bigint not null,
  primary key (provider_id, noun, source, external_id),
  unique (provider_id, noun, source, id)
);

-- What was bought of a counted right, what was used of it, and what was wrong about either. A balance is computed, never kept.
create table quota_movements (
  provider_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  -- Its name in the policy.
  quota text not null,
  kind text not null check (kind in ('purchase', 'use', 'correction')),
  -- Seconds, or a number of requests; of a correction, what the corrected movement should have said.
  quantity bigint not null check (quantity >= 0),
  at bigint not null,
  corrects uuid,
  ticket_id uuid,
  note text,
  author_kind text not null check (author_kind in ('contact', 'agent', 'third_party', 'system')),
  author_id uuid,
  author_name text,
  recorded_at bigint not null,
  primary key (provider_id, id),
  foreign key (provider_id, contract_id) references contracts (provider_id, id),
  foreign key (provider_id, corrects) references quota_movements (provider_id, id),
  foreign key (provider_id, ticket_id) references tickets (provider_id, id),
  check ((kind = 'correction') = (corrects is not null))
);
create index quota_movements_of_contract on quota_movements (provider_id, contract_id, quota, at, id);
create index quota_movements_corrected on quota_movements (provider_id, corrects) where corrects is not null;

-- A file of records being taken in: a process that dies in the middle is followed by one that goes on at next_line.
create table import_runs (
  provider_id uuid not null references providers,
  id uuid not null,
  noun text not null check (noun in ('customers', 'contacts', 'contracts', 'services', 'licences', 'movements')),
  source text not null,
  file_name text not null,
  sha256 text not null,
  dry_run boolean not null,
  encoding text,
  separator text,
  state text not null check (state in ('running', 'done', 'refused')),
  -- Records in the file, and the first of them that is not done yet, from 0.
  records integer,
  next_record integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  started_at bigint not null,
  moved_at bigint not null,
  ended_at bigint,
  author_kind text not null check (author_kind in ('contact', 'agent', 'third_party', 'system')),
  author_id uuid,
  author_name text,
  primary key (provider_id, id)
);
create unique index import_runs_under_way on import_runs (provider_id, noun, source, sha256) where state = 'running' and not dry_run;
create index import_runs_by_time on import_runs (provider_id, started_at, id);

create table import_problems (
  provider_id uuid not null,
  run_id uuid not null,
  place integer not null,
  line integer not null,
  field text,
  code text not null,
  given text,
  known text,
  primary key (provider_id, run_id, place),
  foreign key (provider_id, run_id) references import_runs (provider_id, id)
);

-- Systems that tell us themselves what changed: each by its own address and secret.
create table hooks (
  provider_id uuid not null references providers,
  id uuid not null,
  name text not null,
  source text not null,
  -- Sealed with the installation's own.
  secret bytea not null,
  -- Still accepted until then, so that both sides can change it one after the other.
  former_secret bytea,
  former_until bigint,
  created_at bigint not null,
  used_at bigint,
  revoked_at bigint,
  primary key (provider_id, id),
  unique (provider_id, name)
);

-- What a system has said already is not done twice.
create table hook_calls (
  provider_id uuid not null,
  hook_id uuid not null,
  call_id text not null,
  status integer,
  response jsonb,
  at bigint not null,
  primary key (provider_id, hook_id, call_id),
  foreign key (provider_id, hook_id) references hooks (provider_id, id)
);
create index hook_calls_by_age on hook_calls (provider_id, at);
