-- The ticket in which another goes on: a projection of the events, like the rest of what lists need.
alter table tickets add column merged_into uuid;
alter table tickets add constraint tickets_merged_into_fkey foreign key (provider_id, merged_into) references tickets (provider_id, id);
alter table tickets drop constraint tickets_place_check;
alter table tickets add constraint tickets_place_check check (place in ('todo', 'waiting', 'solved', 'closed', 'merged'));
create index tickets_merged on tickets (provider_id, merged_into) where merged_into is not null;
-- Tickets about the same: open ones of the same service.
create index tickets_open_of_service on tickets (provider_id, service_id) where service_id is not null and place in ('todo', 'waiting');
