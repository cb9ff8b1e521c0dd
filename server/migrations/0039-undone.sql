-- What was undone: its message stays, seen by agents alone, struck through.
alter table messages drop constraint messages_visibility_check;
alter table messages add constraint messages_visibility_check check (visibility in ('public', 'internal', 'quarantined', 'withdrawn'));
