-- What tickets are found by is gathered just after what changes it is committed, many tickets at a time, and no longer within it: it cost more
-- than all the rest of opening a ticket, and what is found a moment later is found soon enough. See docs/decisions/0013.

-- Tickets whose words are to be gathered again. Written with what changes them, so that a crash loses none; one that is here several times is
-- gathered once. Nothing is looked up in it and nobody waits for another's row: it has no key.
create table words_due (
  provider_id uuid not null,
  ticket_id uuid not null
);

drop trigger words_of_new on tickets;
drop trigger words_of_changed on tickets;
drop trigger words_of_merged on tickets;
drop trigger words_in_new on messages;
drop trigger words_in_changed on messages;
drop trigger words_in_new on attachments;
drop trigger words_in_changed on attachments;
drop trigger words_in_new on clocks;
drop trigger words_in_changed on clocks;
drop trigger words_about_changed on customers;
drop trigger words_about_changed on contacts;
drop trigger words_about_changed on services;
drop function words_of_ticket_changed();
drop function words_in_ticket_changed();
drop function words_about_ticket_changed();
drop function words_of_merged_changed();
drop function gather_ticket_words(uuid, uuid);
alter table ticket_words drop column made_in;

create function words_of_ticket_due() returns trigger language plpgsql as $$
begin
  insert into words_due (provider_id, ticket_id) values (new.provider_id, new.id);
  return null;
end $$;
create function words_in_ticket_due() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then insert into words_due (provider_id, ticket_id) values (old.provider_id, old.ticket_id); end if;
  if tg_op = 'INSERT' or (tg_op = 'UPDATE' and new.ticket_id <> old.ticket_id) then insert into words_due (provider_id, ticket_id) values (new.provider_id, new.ticket_id); end if;
  return null;
end $$;
create function words_about_ticket_due() returns trigger language plpgsql as $$
begin
  insert into words_due (provider_id, ticket_id) select t.provider_id, t.id from tickets t where t.provider_id = new.provider_id and case tg_table_name
    when 'customers' then t.customer_id = new.id when 'contacts' then t.contact_id = new.id else t.service_id = new.id end;
  return null;
end $$;
create function words_of_merged_due() returns trigger language plpgsql as $$
begin
  insert into words_due (provider_id, ticket_id) select new.provider_id, id from unnest(array[old.merged_into, new.merged_into]) id where id is not null;
  return null;
end $$;

create trigger words_of_new after insert on tickets for each row execute function words_of_ticket_due();
create trigger words_of_changed after update of subject, customer_id, contact_id, service_id, decision on tickets for each row
  when ((old.subject, old.customer_id, old.contact_id, old.service_id, old.decision) is distinct from (new.subject, new.customer_id, new.contact_id, new.service_id, new.decision))
  execute function words_of_ticket_due();
create trigger words_of_merged after update of merged_into on tickets for each row when (old.merged_into is distinct from new.merged_into) execute function words_of_merged_due();
create trigger words_in_new after insert or delete on messages for each row execute function words_in_ticket_due();
create trigger words_in_changed after update of text, visibility, ticket_id on messages for each row
  when ((old.text, old.visibility, old.ticket_id) is distinct from (new.text, new.visibility, new.ticket_id)) execute function words_in_ticket_due();
create trigger words_in_new after insert or delete on attachments for each row execute function words_in_ticket_due();
create trigger words_in_changed after update of name, ticket_id on attachments for each row
  when ((old.name, old.ticket_id) is distinct from (new.name, new.ticket_id)) execute function words_in_ticket_due();
create trigger words_in_new after insert on clocks for each row execute function words_in_ticket_due();
create trigger words_in_changed after update of commitment on clocks for each row
  when (old.commitment -> 'clauses' is distinct from new.commitment -> 'clauses') execute function words_in_ticket_due();
create trigger words_about_changed after update of name, number on customers for each row
  when ((old.name, old.number) is distinct from (new.name, new.number)) execute function words_about_ticket_due();
create trigger words_about_changed after update of name, email on contacts for each row
  when ((old.name, old.email) is distinct from (new.name, new.email)) execute function words_about_ticket_due();
create trigger words_about_changed after update of name, order_number, product, addresses on services for each row
  when ((old.name, old.order_number, old.product, old.addresses) is distinct from (new.name, new.order_number, new.product, new.addresses)) execute function words_about_ticket_due();

-- Gathers the words of tickets that are due, and gives how many rows said so: 0 when nothing is left. One at a time: of two, the one that began
-- earlier would write last what it read first. What is due was committed with what it is about: who sees the one sees the other.
create function gather_words(most integer) returns integer language plpgsql
-- Planned once for each connection: planning costs as much as gathering ten tickets.
set plan_cache_mode = force_generic_plan
as $$
declare
  read integer;
begin
  perform pg_advisory_xact_lock(hashtext('gather_words'));
  -- Lost in a power cut it is due again.
  perform set_config('synchronous_commit', 'off', true);
  with recursive taken as (
    delete from words_due where ctid = any (array(select ctid from words_due limit most)) returning provider_id, ticket_id
  ),
  -- What goes on in another is found by that one: its words are gathered with those of all that was merged into it.
  wanted as (
    select provider_id, ticket_id from taken
    union select t.provider_id, t.merged_into from wanted w join tickets t on t.provider_id = w.provider_id and t.id = w.ticket_id where t.merged_into is not null
  ),
  whole as (
    select provider_id, ticket_id, ticket_id as part_id from wanted
    union select w.provider_id, w.ticket_id, x.id from whole w join tickets x on x.provider_id = w.provider_id and x.merged_into = w.part_id
  ),
  gathered as (
    insert into ticket_words (provider_id, ticket_id, number, words)
    select t.provider_id, t.id, t.number, (
      select all_words(part.words order by part.place, part.at) from (
        select 0 as place, 0::bigint as at, words_and(t.words, array_to_tsvector(array(
          select '=p' || replace(t.provider_id::text, '-', '') union select '=#' || t.number union select '=b' || t.number / 2048
          union select '=§' || lower(left(clause, 100)) from jsonb_array_elements_text(coalesce(t.decision -> 'clauses', '[]')) clause where clause <> ''
          union select '=§' || lower(left(clause, 100)) from clocks k cross join jsonb_array_elements_text(coalesce(k.commitment -> 'clauses', '[]')) clause
            where k.provider_id = t.provider_id and k.ticket_id = t.id and clause <> ''))) as words
        union all select 1, 0, customer_words(u.provider_id, u.number, u.name) from customers u where u.provider_id = t.provider_id and u.id = t.customer_id
        union all select 1, 0, contact_words(c.provider_id, c.name, c.email) from contacts c where c.provider_id = t.provider_id and c.id = t.contact_id
        union all select 1, 0, service_words(s.provider_id, s.name, s.order_number, s.product, s.addresses) from services s where s.provider_id = t.provider_id and s.id = t.service_id
        union all select 2, 0, x.words from whole o join tickets x on x.provider_id = o.provider_id and x.id = o.part_id
          where o.provider_id = t.provider_id and o.ticket_id = t.id and o.part_id <> t.id
        union all select 2, 0, f.words from whole o join attachments f on f.provider_id = o.provider_id and f.ticket_id = o.part_id join messages m on m.provider_id = f.provider_id and m.id = f.message_id
          where o.provider_id = t.provider_id and o.ticket_id = t.id and m.visibility in ('public', 'internal')
        union all select 3, -m.at, m.words from whole o join messages m on m.provider_id = o.provider_id and m.ticket_id = o.part_id
          where o.provider_id = t.provider_id and o.ticket_id = t.id and m.visibility in ('public', 'internal')
      ) part)
    from wanted w join tickets t on t.provider_id = w.provider_id and t.id = w.ticket_id
    on conflict (provider_id, ticket_id) do update set number = excluded.number, words = excluded.words where (ticket_words.number, ticket_words.words) is distinct from (excluded.number, excluded.words)
  )
  select count(*) into read from taken;
  return read;
end $$;
