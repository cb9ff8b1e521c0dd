-- How each provider shows itself, and the ways in that other sites give.
alter table providers add column base_url text unique;
alter table providers add column mail_name text;
alter table providers add column mail_address text;
alter table providers add column second_factor text not null default 'required' check (second_factor in ('required', 'offered'));

create table provider_logos (
  provider_id uuid not null references providers,
  theme text not null check (theme in ('light', 'dark')),
  media_type text not null,
  sha256 text not null,
  content bytea not null,
  primary key (provider_id, theme)
);

-- A site that vouches for people: for agents, or for contacts, of one customer or of any. The secret is sealed.
create table oidc_connections (
  provider_id uuid not null references providers,
  id uuid not null,
  name text not null,
  label text not null,
  audience text not null check (audience in ('agents', 'contacts')),
  customer_id uuid,
  issuer text not null,
  client_id text not null,
  client_secret bytea,
  domains text[] not null,
  listed boolean not null,
  exclusive boolean not null,
  makes_contacts boolean not null,
  rights text[] not null,
  second_factor text not null check (second_factor in ('ours', 'theirs')),
  private_addresses boolean not null,
  created_at bigint not null,
  primary key (provider_id, id),
  unique (provider_id, name),
  foreign key (provider_id, customer_id) references customers (provider_id, id),
  check (customer_id is null or audience = 'contacts'),
  check (not makes_contacts or customer_id is not null)
);

-- Who at that site is who here, since their first sign-in. A name there is a name there for ever; an address is not.
create table oidc_accounts (
  provider_id uuid not null,
  connection_id uuid not null,
  subject text not null,
  agent_id uuid,
  contact_id uuid,
  linked_at bigint not null,
  used_at bigint not null,
  primary key (provider_id, connection_id, subject),
  foreign key (provider_id, connection_id) references oidc_connections (provider_id, id) on delete cascade,
  foreign key (provider_id, agent_id) references agents (provider_id, id) on delete cascade,
  foreign key (provider_id, contact_id) references contacts (provider_id, id) on delete cascade,
  check ((agent_id is null) <> (contact_id is null))
);
create unique index oidc_account_of_agent on oidc_accounts (provider_id, agent_id, connection_id) where agent_id is not null;
create unique index oidc_account_of_contact on oidc_accounts (provider_id, contact_id, connection_id) where contact_id is not null;

-- A session of an agent who must prove themselves twice and has no second proof yet: good for setting one up, and for nothing else.
alter table sessions add column owes_second boolean not null default false;
