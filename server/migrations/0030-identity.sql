-- How somebody proves who they are, beside the link by mail: passwords, passkeys, one-time codes, and what is lost and found again.

-- Until when a session counts as T3, what proved it, and where it was opened.
alter table sessions
  add column elevated_until bigint,
  add column second_factor text check (second_factor in ('passkey', 'totp', 'code', 'mail')),
  add column way text not null default 'link' check (way in ('password', 'link', 'passkey', 'oidc', 'direct')),
  add column machine text,
  add column browser text;

-- What a link by mail is for: one for signing in never chooses a password.
alter table sign_in_links add column purpose text not null default 'sign_in' check (purpose in ('sign_in', 'reset', 'recovery'));

-- Of contacts; an agent's stands with the agent.
create table passwords (
  provider_id uuid not null,
  contact_id uuid not null,
  hash text not null,
  changed_at bigint not null,
  primary key (provider_id, contact_id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id)
);

-- A first proof was given and a second one is asked for: no session yet. Short-lived, and used once.
create table pending_sign_ins (
  provider_id uuid not null references providers,
  token_hash bytea not null,
  agent_id uuid,
  contact_id uuid,
  way text not null check (way in ('password', 'link', 'passkey', 'oidc')),
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  primary key (provider_id, token_hash),
  foreign key (provider_id, agent_id) references agents (provider_id, id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id),
  check ((agent_id is null) <> (contact_id is null))
);

create table passkeys (
  provider_id uuid not null references providers,
  id uuid not null,
  agent_id uuid,
  contact_id uuid,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  -- The host name for which it was made: browsers offer it there only.
  host text not null,
  name text not null,
  backed_up boolean not null,
  created_at bigint not null,
  last_used_at bigint,
  primary key (provider_id, id),
  unique (provider_id, credential_id),
  foreign key (provider_id, agent_id) references agents (provider_id, id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id),
  check ((agent_id is null) <> (contact_id is null))
);
create index passkeys_of_agent on passkeys (provider_id, agent_id) where agent_id is not null;
create index passkeys_of_contact on passkeys (provider_id, contact_id) where contact_id is not null;

-- The shared key of an application that shows one-time codes, sealed; the last step that was used, so that no code serves twice.
create table totp_keys (
  provider_id uuid not null references providers,
  id uuid not null,
  agent_id uuid,
  contact_id uuid,
  sealed bytea not null,
  last_step bigint not null,
  created_at bigint not null,
  last_used_at bigint,
  primary key (provider_id, id),
  foreign key (provider_id, agent_id) references agents (provider_id, id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id),
  check ((agent_id is null) <> (contact_id is null))
);
create unique index totp_key_of_agent on totp_keys (provider_id, agent_id) where agent_id is not null;
create unique index totp_key_of_contact on totp_keys (provider_id, contact_id) where contact_id is not null;

create table backup_codes (
  provider_id uuid not null references providers,
  id uuid not null,
  agent_id uuid,
  contact_id uuid,
  code_hash bytea not null,
  created_at bigint not null,
  used_at bigint,
  primary key (provider_id, id),
  foreign key (provider_id, agent_id) references agents (provider_id, id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id),
  check ((agent_id is null) <> (contact_id is null))
);
create unique index backup_codes_of_agent on backup_codes (provider_id, agent_id, code_hash) where agent_id is not null;
create unique index backup_codes_of_contact on backup_codes (provider_id, contact_id, code_hash) where contact_id is not null;

-- Challenges of passkeys that were answered: none is answered twice.
create table spent_challenges (
  provider_id uuid not null references providers,
  challenge_hash bytea not null,
  expires_at bigint not null,
  primary key (provider_id, challenge_hash)
);

-- A code sent to the registered address to confirm one act of one session.
create table mail_codes (
  provider_id uuid not null references providers,
  session_id uuid not null,
  code_hash bytea not null,
  created_at bigint not null,
  expires_at bigint not null,
  primary key (provider_id, session_id)
);

-- A second factor was lost: asked, confirmed by mail, then 72 hours in which it can be called off.
create table recoveries (
  provider_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  confirmed_at bigint not null,
  due_at bigint not null,
  reminded_at bigint,
  cancelled_at bigint,
  done_at bigint,
  primary key (provider_id, id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id)
);
create unique index recovery_under_way on recoveries (provider_id, contact_id) where cancelled_at is null and done_at is null;
create index recoveries_due on recoveries (provider_id, due_at) where cancelled_at is null and done_at is null;

-- What somebody did and what was done as them: their recent sign-ins, and the audit.
create index events_of_person on events (provider_id, actor_id, at) where ticket_id is null and actor_id is not null;
