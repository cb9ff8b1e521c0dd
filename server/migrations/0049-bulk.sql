-- One act on many tickets: which act, by whom, how far it has come. The set is frozen as it begins.
create table bulk_runs (
  provider_id uuid not null references providers (id),
  id uuid not null,
  agent_id uuid not null,
  act jsonb not null,
  -- What the tickets were chosen by, in words of the list; null for some chosen one by one.
  chosen_by text,
  state text not null check (state in ('running', 'stopped', 'done', 'undoing', 'undone')),
  -- Why it stopped by itself.
  why text,
  -- Who undoes it: whoever began it, or a lead.
  undone_by uuid,
  total integer not null,
  done integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  undone integer not null default 0,
  kept integer not null default 0,
  started_at bigint not null,
  moved_at bigint not null,
  ended_at bigint,
  -- The caller's own key: the same key is the same run.
  key text not null,
  body_sha256 text not null,
  primary key (provider_id, id),
  unique (provider_id, agent_id, key),
  foreign key (provider_id, agent_id) references agents (provider_id, id),
  foreign key (provider_id, undone_by) references agents (provider_id, id)
);
create index bulk_runs_under_way on bulk_runs (provider_id, started_at) where state in ('running', 'undoing');
create index bulk_runs_of_agent on bulk_runs (provider_id, agent_id, started_at desc);

-- What became of each of its tickets. `event_id`: the first event of the act, by which it is undone.
create table bulk_tickets (
  provider_id uuid not null,
  run_id uuid not null,
  place integer not null,
  ticket_id uuid not null,
  number integer not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'unchanged', 'refused', 'undone', 'kept')),
  why text,
  detail jsonb,
  event_id uuid,
  primary key (provider_id, run_id, place),
  foreign key (provider_id, run_id) references bulk_runs (provider_id, id) on delete cascade
);
create index bulk_tickets_to_do on bulk_tickets (provider_id, run_id, place) where state = 'waiting';
create index bulk_tickets_by_state on bulk_tickets (provider_id, run_id, state, place);
