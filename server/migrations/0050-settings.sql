-- A provider's own reactions, to what the policy does not decide. On since an instant, or off.
create table rules (
  provider_id uuid not null references providers (id),
  id uuid not null,
  name text not null check (char_length(name) between 1 and 80),
  version integer not null default 1,
  position integer not null,
  starts text not null,
  within_minutes integer,
  filter text not null,
  deeds jsonb not null,
  on_since bigint,
  set_aside_at bigint,
  set_aside_number integer,
  made_by uuid,
  made_at bigint not null,
  changed_at bigint not null,
  retired_at bigint,
  primary key (provider_id, id),
  foreign key (provider_id, made_by) references agents (provider_id, id),
  check ((starts = 'due') = (within_minutes is not null))
);
create index rules_on on rules (provider_id, starts) where on_since is not null;

-- Events that rules have not looked at yet, written with the event itself: none is missed, whichever commits first.
create table rule_events (
  provider_id uuid not null references providers (id),
  event_id uuid not null,
  ticket_id uuid not null,
  seq integer not null,
  starts text not null,
  at bigint not null,
  attempts integer not null default 0,
  primary key (provider_id, event_id)
);

-- What rules did, once for each thing they react to (`key`). Not ended: it was cut short, and is gone on with.
create table rule_runs (
  provider_id uuid not null,
  id uuid not null,
  rule_id uuid not null,
  ticket_id uuid not null,
  key text not null,
  at bigint not null,
  outcomes jsonb not null,
  ended_at bigint,
  primary key (provider_id, id),
  unique (provider_id, rule_id, ticket_id, key),
  foreign key (provider_id, rule_id) references rules (provider_id, id)
);
create index rule_runs_of_rule on rule_runs (provider_id, rule_id, id);
create index rule_runs_open on rule_runs (provider_id, id) where ended_at is null;
