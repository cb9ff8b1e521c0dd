-- People: who a customer is in law, who of them may what, who acts for whom, and how an address is changed.

alter table customers
  add column external_id text,
  add column legal_name text,
  add column siren text,
  add column siret text,
  add column vat_number text,
  add column notes text;
create unique index customers_by_external_id on customers (provider_id, external_id) where external_id is not null;

alter table contacts
  add column external_id text,
  -- A role of the policy, where it has any.
  add column role text,
  -- Whole cents up to which they may accept a quote; null: no limit of their own.
  add column quotes_up_to bigint,
  add column zone text,
  add column invited_at bigint,
  -- Somebody who left: their tickets stay under their name, nobody signs in as them, their address is free again.
  add column removed_at bigint,
  -- When the address last changed: for 72 hours dangerous acts need a call back.
  add column address_changed_at bigint,
  add column called_back_at bigint;
create unique index contacts_by_external_id on contacts (provider_id, external_id) where external_id is not null;

-- Those of a customer who see each other's requests.
create table teams (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  created_at bigint not null,
  primary key (provider_id, id),
  unique (provider_id, customer_id, name),
  foreign key (provider_id, customer_id) references customers (provider_id, id)
);

create table contact_teams (
  provider_id uuid not null,
  contact_id uuid not null,
  team_id uuid not null,
  -- The first is the one to which their requests belong.
  joined_at bigint not null,
  primary key (provider_id, contact_id, team_id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id),
  foreign key (provider_id, team_id) references teams (provider_id, id)
);
create index contact_teams_of_team on contact_teams (provider_id, team_id);

alter table tickets
  add column team_id uuid,
  add foreign key (provider_id, team_id) references teams (provider_id, id);
create index tickets_of_team on tickets (provider_id, team_id, changed_at, id) where team_id is not null;

-- Customer `customer_id` may act for customer `for_customer_id`: an agency, a reseller.
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
  primary key (provider_id, id),
  foreign key (provider_id, customer_id) references customers (provider_id, id),
  foreign key (provider_id, for_customer_id) references customers (provider_id, id),
  check (customer_id <> for_customer_id)
);
create index grants_of_customer on grants (provider_id, customer_id) where ended_at is null;
create index grants_for_customer on grants (provider_id, for_customer_id) where ended_at is null;

alter table sessions
  add column acting_for uuid,
  add foreign key (provider_id, acting_for) references customers (provider_id, id);

create table address_changes (
  provider_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  old_email text not null,
  new_email text not null,
  -- The link to the new address, and the one to the old address that stops or undoes it.
  token_hash bytea not null,
  stop_hash bytea not null,
  asked_at bigint not null,
  expires_at bigint not null,
  done_at bigint,
  stopped_at bigint,
  primary key (provider_id, id),
  unique (provider_id, token_hash),
  unique (provider_id, stop_hash),
  foreign key (provider_id, contact_id) references contacts (provider_id, id)
);
create index address_changes_of_contact on address_changes (provider_id, contact_id);

-- What a support PIN is made from, with a secret that is not here: whoever reads this table knows no PIN.
create table support_pins (
  provider_id uuid not null,
  contact_id uuid not null,
  nonce bytea not null,
  expires_at bigint not null,
  primary key (provider_id, contact_id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id)
);
