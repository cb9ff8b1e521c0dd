-- What of a rule is not understood any more, and since when: a version of the policy, an agent or a team that it names is gone.
alter table rules add column trouble jsonb, add column trouble_since bigint, add check ((trouble is null) = (trouble_since is null));

-- Letters that somebody sent from an address of ours to itself, to see whether mail comes back to it.
create table mail_trials (
  provider_id uuid not null references providers (id),
  id uuid not null,
  address text not null,
  token_hash bytea not null,
  outbox_id uuid not null,
  begun_at bigint not null,
  begun_by uuid not null,
  -- When it came back, and to which address of ours.
  back_at bigint,
  came_to text,
  -- When it was waited for no longer.
  lost_at bigint,
  primary key (provider_id, id),
  unique (provider_id, token_hash),
  foreign key (provider_id, begun_by) references agents (provider_id, id)
);
create index mail_trials_of_address on mail_trials (provider_id, address, begun_at);
create index mail_trials_open on mail_trials (provider_id, begun_at) where back_at is null and lost_at is null;
