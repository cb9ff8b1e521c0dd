-- What agents write: drafts kept as they type, answers that may still be taken back, who is named in a note, ready-made texts.

-- A public message that has not left yet: its customer sees it from this instant on.
alter table messages add column leaves_at bigint;
-- A letter that was taken back before it left.
alter table outbox drop constraint outbox_state_check;
alter table outbox add constraint outbox_state_check check (state in ('pending', 'sending', 'sent', 'failed', 'caught', 'cancelled'));

-- One text for each agent, ticket and kind. A text that was sent, given up or taken over leaves an empty row: its number of changes
-- tells a screen that was away that what it has is not the last word.
create table agent_drafts (
  provider_id uuid not null,
  ticket_id uuid not null,
  agent_id uuid not null,
  tab text not null check (tab in ('reply', 'note')),
  version int not null check (version > 0),
  text text not null,
  -- What becomes of the ticket with it, files by name, copies, what was seen of the ticket, the other version.
  more jsonb not null,
  uploads uuid[] not null default '{}',
  shared boolean not null default false,
  ended text check (ended in ('sent', 'given_up', 'taken')),
  ended_by uuid,
  updated_at bigint not null,
  primary key (provider_id, ticket_id, agent_id, tab),
  foreign key (provider_id, ticket_id) references tickets (provider_id, id),
  foreign key (provider_id, agent_id) references agents (provider_id, id),
  foreign key (provider_id, ended_by) references agents (provider_id, id)
);
create index agent_drafts_by_change on agent_drafts (provider_id, updated_at);

-- Who is named in a note, until they have seen it.
create table mentions (
  provider_id uuid not null,
  ticket_id uuid not null,
  agent_id uuid not null,
  message_id uuid not null,
  at bigint not null,
  seen_at bigint,
  primary key (provider_id, message_id, agent_id),
  foreign key (provider_id, ticket_id) references tickets (provider_id, id),
  foreign key (provider_id, agent_id) references agents (provider_id, id),
  foreign key (provider_id, message_id) references messages (provider_id, id)
);
create index mentions_of_agent on mentions (provider_id, agent_id, ticket_id);
create index mentions_unseen on mentions (provider_id, agent_id, at) where seen_at is null;
create index mentions_of_ticket on mentions (provider_id, ticket_id);

-- Ready-made texts, with what is done with them.
create table macros (
  provider_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  version int not null default 1,
  tab text not null check (tab in ('reply', 'note')),
  -- By language.
  texts jsonb not null,
  acts jsonb not null,
  -- Of the agent alone, of a team, of everybody: owner_id and team_id, one of them or neither.
  owner_id uuid,
  team_id uuid,
  kinds text[] not null default '{}',
  departments text[] not null default '{}',
  used int not null default 0,
  used_at bigint,
  retired_at bigint,
  created_by uuid,
  created_at bigint not null,
  changed_at bigint not null,
  primary key (provider_id, id),
  check (owner_id is null or team_id is null),
  foreign key (provider_id) references providers (id),
  foreign key (provider_id, owner_id) references agents (provider_id, id),
  foreign key (provider_id, team_id) references agent_teams (provider_id, id),
  foreign key (provider_id, created_by) references agents (provider_id, id)
);
create index macros_in_use on macros (provider_id, name) where retired_at is null;
