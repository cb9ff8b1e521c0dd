-- What was published says why, and whether it was taken back before its day; what is being written is kept until it is published.
alter table policies
  add column note text,
  add column withdrawn_at bigint,
  add column withdrawn_by text,
  add constraint policies_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null or withdrawn_at < effective_at));

-- One for each provider, shared by those who write it; `version` goes up with every change, so that nobody writes over somebody else.
create table policy_drafts (
  provider_id uuid not null references providers,
  source text not null,
  examples text not null,
  version integer not null,
  -- The published version from which it was made; null: from a file.
  based_on text,
  changed_at bigint not null,
  changed_by uuid not null,
  -- When its change was last told as an event: not every letter is one.
  told_at bigint not null,
  primary key (provider_id),
  foreign key (provider_id, changed_by) references agents (provider_id, id)
);
