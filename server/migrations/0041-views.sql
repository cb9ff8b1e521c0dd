-- Up to which event an agent has read a ticket: what others did after it makes it unread for them.
create table ticket_seen (
  provider_id uuid not null,
  agent_id uuid not null,
  ticket_id uuid not null,
  version integer not null check (version >= 0),
  at bigint not null,
  primary key (provider_id, agent_id, ticket_id),
  foreign key (provider_id, agent_id) references agents (provider_id, id),
  foreign key (provider_id, ticket_id) references tickets (provider_id, id) on delete cascade
);
create index ticket_seen_by_ticket on ticket_seen (provider_id, ticket_id);

-- A view that somebody saved: a filter under a name, for its agent, for a team of agents or for everyone.
create table saved_views (
  provider_id uuid not null references providers (id),
  id uuid not null,
  scope text not null check (scope in ('mine', 'team', 'all')),
  agent_id uuid,
  team_id uuid,
  name text not null check (length(name) between 1 and 60),
  filter text not null check (length(filter) <= 500),
  sort text not null check (sort in ('policy', 'oldest', 'changed')),
  position integer not null,
  version integer not null,
  created_at bigint not null,
  changed_at bigint not null,
  primary key (provider_id, id),
  foreign key (provider_id, agent_id) references agents (provider_id, id),
  foreign key (provider_id, team_id) references agent_teams (provider_id, id),
  check ((scope = 'mine') = (agent_id is not null)),
  check ((scope = 'team') = (team_id is not null))
);
create index saved_views_of_agent on saved_views (provider_id, agent_id, position) where agent_id is not null;
create index saved_views_of_team on saved_views (provider_id, team_id, position) where team_id is not null;

-- The queue is read from its index alone, the wall between departments included; the rows of a page are fetched after that.
drop index tickets_queue;
create index tickets_queue on tickets (provider_id, place, rank, sort_at, id) include (department, assignee_id);
create index tickets_queue_by_opening on tickets (provider_id, place, opened_at, id) include (department, assignee_id);
create index tickets_queue_by_change on tickets (provider_id, place, changed_at, id) include (department, assignee_id);
create index tickets_due on tickets (provider_id, due_at) where place = 'todo' and due_at is not null;
