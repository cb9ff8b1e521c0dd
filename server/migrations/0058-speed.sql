-- What figures ask of a promise besides what was counted: of which line of the policy's promises it is ('' where nothing is measured), whether
-- it was broken, where its ticket stands, and why it is left out. Null in `line`: written before this was kept; it is filled in by itself.
alter table clocks add column line text;
alter table clocks add column broken boolean;
alter table clocks add column tier text;
alter table clocks add column department text;
alter table clocks add column assignee_id uuid;
alter table clocks add column aside text check (aside in ('spam', 'merged', 'no_message'));
create index clocks_to_fill on clocks (provider_id, ticket_id) where line is null;

-- The figures of a period are read from one index alone.
drop index clocks_stopped;
create index clocks_stopped on clocks (provider_id, stopped_at) include (line, tier, broken, outcome, aside, counted, department, assignee_id) where stopped_at is not null;
drop index tickets_by_opening;
create index tickets_by_opening on tickets (provider_id, opened_at) include (id, place, department, assignee_id);
