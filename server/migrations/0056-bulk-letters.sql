-- The message that an act on many tickets wrote in one of them: until its letters leave, undoing calls them back.
alter table bulk_tickets add column message_id uuid;
