-- What agents chose for themselves: one row for each thing chosen, so that two screens of one agent do not undo one another.
create table agent_preferences (
  provider_id uuid not null,
  agent_id uuid not null,
  name text not null check (length(name) <= 40),
  value jsonb not null check (length(value::text) <= 8000),
  changed_at bigint not null,
  primary key (provider_id, agent_id, name),
  foreign key (provider_id, agent_id) references agents (provider_id, id)
);
