-- Teams of agents: to whom tickets are handed. One that is no longer in use stays, under its name, with what it was given.
create table agent_teams (
  provider_id uuid not null references providers (id),
  id uuid not null,
  name text not null check (char_length(name) between 1 and 80),
  department text,
  created_at bigint not null,
  retired_at bigint,
  primary key (provider_id, id)
);
create unique index agent_teams_by_name on agent_teams (provider_id, lower(name)) where retired_at is null;

create table agent_team_members (
  provider_id uuid not null,
  team_id uuid not null,
  agent_id uuid not null,
  since bigint not null,
  primary key (provider_id, team_id, agent_id),
  foreign key (provider_id, team_id) references agent_teams (provider_id, id),
  foreign key (provider_id, agent_id) references agents (provider_id, id)
);
create index agent_team_members_of_agent on agent_team_members (provider_id, agent_id);

-- The team that a ticket was handed to.
alter table tickets add column desk_team_id uuid;
alter table tickets add constraint tickets_provider_id_desk_team_id_fkey foreign key (provider_id, desk_team_id) references agent_teams (provider_id, id);
create index tickets_of_desk_team on tickets (provider_id, desk_team_id, place, rank, sort_at, id) where desk_team_id is not null;

-- Links by which an agent chooses a password: the first, or a new one. Of those sent to an agent the latest is worth something.
create table agent_links (
  provider_id uuid not null,
  token_hash bytea not null,
  agent_id uuid not null,
  purpose text not null check (purpose in ('invite', 'reset')),
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  primary key (provider_id, token_hash),
  foreign key (provider_id, agent_id) references agents (provider_id, id)
);
create index agent_links_of_agent on agent_links (provider_id, agent_id);
