-- What was counted of a promise: to the end of it once it has stopped, else up to the instant `counted_to`, from which it goes on being
-- counted as its calendar says. Null there: it stands still, or has stopped. Null in `counted`: written before this was kept.
alter table clocks add column counted double precision;
alter table clocks add column counted_to bigint;

-- Figures of a period are found by when promises stopped, or by when their tickets were opened; what is open and over by its deadline.
create index clocks_stopped on clocks (provider_id, stopped_at) where stopped_at is not null;
create index clocks_open_by_due on clocks (provider_id, due_at) where stopped_at is null and due_at is not null;
create index tickets_by_opening on tickets (provider_id, opened_at);

-- What is late and will be, and who bears it, is read from this index alone.
create index tickets_load on tickets (provider_id, assignee_id, desk_team_id) include (place, due_at, late_at, department) where place in ('todo', 'waiting');
create index events_solving on events (provider_id, at) where type = 'ticket.solved';
