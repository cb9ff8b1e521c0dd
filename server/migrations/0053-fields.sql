-- What a provider's desk notes of requests for its own use, beside what its policy asks.
create table fields (
  provider_id uuid not null references providers (id),
  id uuid not null,
  name text not null check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
  version integer not null default 1,
  position integer not null,
  type text not null check (type in ('text', 'long_text', 'number', 'date', 'yes_no', 'one', 'several', 'link')),
  label jsonb not null,
  help jsonb not null,
  unit text,
  choices jsonb not null,
  kinds text[] not null,
  department text,
  shown_to text not null check (shown_to in ('agents', 'customer')),
  required boolean not null,
  made_by uuid,
  made_at bigint not null,
  changed_at bigint not null,
  retired_at bigint,
  primary key (provider_id, id),
  unique (provider_id, name),
  foreign key (provider_id, made_by) references agents (provider_id, id)
);

-- What was noted, by the ids of fields: made again from the events at will.
alter table tickets add column fields jsonb not null default '{}';
create index tickets_with_fields on tickets (provider_id, changed_at, id) where fields <> '{}';
