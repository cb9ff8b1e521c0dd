-- What customers are told of: maintenance, outages, invoices. Who was told, through what, when; and at which address they want to be.

-- What services share that is not theirs alone: a node, a rack, a range. Maintenance is announced by it.
alter table services add column tags text[] not null default '{}';

create table notices (
  provider_id uuid not null references providers,
  id uuid not null,
  -- Short, as people read it aloud; the first part of every reference.
  code text not null,
  -- A value of the policy's fact `notification`.
  type text not null,
  severity text not null check (severity in ('information', 'minor', 'major')),
  title jsonb not null,
  -- The times as they stand now: an update may move them.
  from_at bigint,
  until_at bigint,
  -- Shown above the pages that it concerns, as long as it lasts.
  banner boolean not null,
  audience jsonb not null,
  -- What the policy in force said when it was sent.
  policy_version text not null,
  outcome text not null check (outcome in ('sent', 'public', 'not_concerned')),
  through text[] not null,
  clauses text[] not null,
  within bigint,
  optional boolean not null,
  maker_kind text not null check (maker_kind in ('agent', 'system')),
  maker_id uuid,
  maker_name text,
  -- The caller's own name for it: said twice, it is told once.
  dedupe_key text,
  body_sha256 text,
  created_at bigint not null,
  ended_at bigint,
  primary key (provider_id, id),
  unique (provider_id, code)
);
create unique index notices_said_once on notices (provider_id, dedupe_key) where dedupe_key is not null;
create index notices_by_time on notices (provider_id, created_at, id);
create index notices_current on notices (provider_id, id) where ended_at is null and banner;

-- Whom it concerns, settled when it was made: a service moved later changes nothing of who was told.
create table notice_customers (
  provider_id uuid not null,
  notice_id uuid not null,
  customer_id uuid not null,
  affected boolean not null,
  -- What a report says to this customer and to no other.
  own_text jsonb,
  primary key (provider_id, notice_id, customer_id),
  foreign key (provider_id, notice_id) references notices (provider_id, id),
  foreign key (provider_id, customer_id) references customers (provider_id, id)
);
create index notice_customers_of_customer on notice_customers (provider_id, customer_id, notice_id);

create table notice_services (
  provider_id uuid not null,
  notice_id uuid not null,
  service_id uuid not null,
  customer_id uuid not null,
  primary key (provider_id, notice_id, service_id),
  foreign key (provider_id, notice_id) references notices (provider_id, id),
  foreign key (provider_id, service_id) references services (provider_id, id)
);
create index notice_services_of_customer on notice_services (provider_id, customer_id, notice_id);
create index notice_services_of_service on notice_services (provider_id, service_id);

-- Each thing said in it: the first, the updates, the end. A process that dies while telling is followed by one that goes on after `after`.
create table notice_posts (
  provider_id uuid not null,
  id uuid not null,
  notice_id uuid not null,
  kind text not null check (kind in ('first', 'update', 'end')),
  text jsonb not null,
  from_at bigint,
  until_at bigint,
  author_kind text not null check (author_kind in ('agent', 'system')),
  author_id uuid,
  author_name text,
  created_at bigint not null,
  state text not null check (state in ('telling', 'told')),
  after uuid,
  told_at bigint,
  primary key (provider_id, id),
  foreign key (provider_id, notice_id) references notices (provider_id, id)
);
create index notice_posts_of_notice on notice_posts (provider_id, notice_id, created_at, id);
create index notice_posts_to_tell on notice_posts (provider_id, id) where state = 'telling';

-- A notice as one person has it: once, however often it is told.
create table notifications (
  provider_id uuid not null,
  id uuid not null,
  notice_id uuid not null,
  customer_id uuid not null,
  contact_id uuid not null,
  -- The same on every copy for this customer, in the client area and in the mail.
  reference text not null,
  in_client_area boolean not null,
  shown_at bigint not null,
  -- When something was last said in it, and when that was read.
  changed_at bigint not null,
  read_at bigint,
  primary key (provider_id, id),
  unique (provider_id, notice_id, contact_id),
  foreign key (provider_id, notice_id) references notices (provider_id, id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id)
);
create index notifications_of_contact on notifications (provider_id, contact_id, changed_at, id) where in_client_area;
create index notifications_unread on notifications (provider_id, contact_id) where read_at is null and in_client_area;

-- Each person told of each thing said, once.
create table notice_told (
  provider_id uuid not null,
  post_id uuid not null,
  contact_id uuid not null,
  notification_id uuid not null,
  shown_at bigint not null,
  primary key (provider_id, post_id, contact_id),
  foreign key (provider_id, post_id) references notice_posts (provider_id, id),
  foreign key (provider_id, notification_id) references notifications (provider_id, id) on delete cascade
);
create index notice_told_of_notification on notice_told (provider_id, notification_id);

-- Each address written to of each thing said, once for a customer.
create table notice_letters (
  provider_id uuid not null,
  post_id uuid not null,
  customer_id uuid not null,
  address_key text not null,
  notification_id uuid not null,
  outbox_id uuid,
  written_at bigint not null,
  primary key (provider_id, post_id, customer_id, address_key),
  foreign key (provider_id, post_id) references notice_posts (provider_id, id),
  foreign key (provider_id, notification_id) references notifications (provider_id, id) on delete cascade,
  foreign key (provider_id, outbox_id) references outbox (provider_id, id)
);
create index notice_letters_of_notification on notice_letters (provider_id, notification_id);
create index notice_letters_in_outbox on notice_letters (provider_id, outbox_id) where outbox_id is not null;

-- An address of a contact's own for a type: the one in use, and the one that still has to be proved.
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
  primary key (provider_id, contact_id, type),
  unique (provider_id, token_hash),
  foreign key (provider_id, contact_id) references contacts (provider_id, id),
  check (address is not null or pending is not null)
);
create index notification_addresses_by_address on notification_addresses (provider_id, address_key) where address_key is not null;

-- Mail given up, where the policy leaves the choice.
create table notification_refusals (
  provider_id uuid not null,
  contact_id uuid not null,
  type text not null,
  at bigint not null,
  primary key (provider_id, contact_id, type),
  foreign key (provider_id, contact_id) references contacts (provider_id, id)
);

-- Addresses that refuse mail for good, where the policy wants somebody to see to it.
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
  primary key (provider_id, id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id)
);
create unique index address_tasks_open on address_tasks (provider_id, contact_id, address_key) where done_at is null;
create index address_tasks_by_time on address_tasks (provider_id, made_at, id);

-- Whether what follows from a refusal was done.
alter table bounced_addresses add column noted_at bigint;
create index bounced_addresses_to_note on bounced_addresses (provider_id, at) where noted_at is null;
