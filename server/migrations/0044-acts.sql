-- The events of one act, written together: what is undone is undone whole. Null for events older than this.
alter table events add column act_id uuid;

-- What lists need of what agents do with a ticket; all of it is made again from the events at will.
alter table tickets add column snoozed_until bigint;
alter table tickets add column tags text[] not null default '{}';
alter table tickets add column watchers uuid[] not null default '{}';
alter table tickets add column discretion boolean not null default false;
-- Of a ticket called unwanted: the hash of the address that sent it, so that its next mail is put aside.
alter table tickets add column spam_from text;
alter table tickets drop constraint tickets_place_check;
alter table tickets add constraint tickets_place_check check (place in ('todo', 'waiting', 'solved', 'closed', 'merged', 'spam'));
create index tickets_snoozed on tickets (provider_id, snoozed_until) where snoozed_until is not null;
create index tickets_tagged on tickets (provider_id, changed_at, id) where tags <> '{}';
create index tickets_watched on tickets (provider_id, changed_at, id) where watchers <> '{}';
create index tickets_from_spammer on tickets (provider_id, spam_from) where spam_from is not null;

-- The words that tickets may bear.
create table tags (
  provider_id uuid not null references providers (id),
  name text not null check (char_length(name) between 1 and 40),
  created_at bigint not null,
  created_by uuid,
  primary key (provider_id, name),
  foreign key (provider_id, created_by) references agents (provider_id, id)
);

-- A tag that becomes another, or goes: every ticket that bears it follows, some at a time.
create table tag_changes (
  provider_id uuid not null references providers (id),
  id uuid not null,
  name text not null,
  becomes text,
  asked_by uuid not null,
  asked_at bigint not null,
  done_at bigint,
  tickets integer not null default 0,
  primary key (provider_id, id),
  foreign key (provider_id, asked_by) references agents (provider_id, id)
);
create index tag_changes_to_make on tag_changes (provider_id, asked_at) where done_at is null;

-- Time spent on tickets, as it stands after every correction: made again from the events at will.
create table work (
  provider_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  agent_id uuid not null,
  started_at bigint not null,
  minutes integer not null check (minutes between 1 and 1440),
  kind text not null,
  note text,
  noted_at bigint not null,
  corrected_at bigint,
  primary key (provider_id, id),
  foreign key (provider_id, ticket_id) references tickets (provider_id, id),
  foreign key (provider_id, agent_id) references agents (provider_id, id)
);
create index work_of_ticket on work (provider_id, ticket_id, started_at);
create index work_of_agent on work (provider_id, agent_id, started_at);
