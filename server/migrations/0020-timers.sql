-- When the next timer of the policy is due on a ticket, because of the time it has been in its state.
alter table tickets add column timer_at bigint;
create index tickets_to_time on tickets (provider_id, timer_at) where timer_at is not null;
