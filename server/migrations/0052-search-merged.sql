-- What goes on in another ticket is found by that one: its words are gathered with those of all that was merged into it.
create or replace function gather_ticket_words(of_provider uuid, of_ticket uuid) returns void language plpgsql
-- Planned once: planning costs more than doing it.
set plan_cache_mode = force_generic_plan
as $$
declare
  this text := pg_current_xact_id()::text || ' ' || transaction_timestamp()::text;
  goes_on_in uuid;
begin
  if exists (select 1 from ticket_words w where w.provider_id = of_provider and w.ticket_id = of_ticket and w.made_in = this) then return; end if;
  -- Two that write to the same ticket at once gather one after the other: the second then sees what the first wrote.
  select t.merged_into into goes_on_in from tickets t where t.provider_id = of_provider and t.id = of_ticket for no key update;
  insert into ticket_words (provider_id, ticket_id, number, words, made_in)
  with recursive whole as (
    select of_ticket as id
    union select x.id from tickets x join whole on x.merged_into = whole.id where x.provider_id = of_provider
  )
  select t.provider_id, t.id, t.number, (
      select all_words(part.words order by part.place) from (
        select 0 as place, words_and(t.words, array_to_tsvector(array(
          select '=p' || replace(t.provider_id::text, '-', '') union select '=#' || t.number union select '=b' || t.number / 2048
          union select '=§' || lower(left(clause, 100)) from jsonb_array_elements_text(coalesce(t.decision -> 'clauses', '[]')) clause where clause <> ''
          union select '=§' || lower(left(clause, 100)) from clocks k cross join jsonb_array_elements_text(coalesce(k.commitment -> 'clauses', '[]')) clause
            where k.provider_id = t.provider_id and k.ticket_id = t.id and clause <> ''))) as words
        union all select 1, customer_words(u.provider_id, u.number, u.name) from customers u where u.provider_id = t.provider_id and u.id = t.customer_id
        union all select 1, contact_words(c.provider_id, c.name, c.email) from contacts c where c.provider_id = t.provider_id and c.id = t.contact_id
        union all select 1, service_words(s.provider_id, s.name, s.order_number, s.product, s.addresses) from services s where s.provider_id = t.provider_id and s.id = t.service_id
        union all select 2, x.words from tickets x where x.provider_id = t.provider_id and x.id in (select id from whole) and x.id <> t.id
        union all select 2, f.words from attachments f join messages m on m.provider_id = f.provider_id and m.id = f.message_id
          where f.provider_id = t.provider_id and f.ticket_id in (select id from whole) and m.visibility in ('public', 'internal')
        union all select 3, m.words from (
          select n.words from messages n where n.provider_id = t.provider_id and n.ticket_id in (select id from whole) and n.visibility in ('public', 'internal') order by n.at desc) m
      ) part), this
  from tickets t where t.provider_id = of_provider and t.id = of_ticket
  on conflict (provider_id, ticket_id) do update set number = excluded.number, words = excluded.words, made_in = excluded.made_in;
  if goes_on_in is not null and goes_on_in <> of_ticket then perform gather_ticket_words(of_provider, goes_on_in); end if;
end $$;

create function words_of_merged_changed() returns trigger language plpgsql as $$
begin
  if old.merged_into is not null then perform gather_ticket_words(old.provider_id, old.merged_into); end if;
  if new.merged_into is not null then perform gather_ticket_words(new.provider_id, new.merged_into); end if;
  return null;
end $$;
create constraint trigger words_of_merged after update of merged_into on tickets deferrable initially deferred for each row
  when (old.merged_into is distinct from new.merged_into) execute function words_of_merged_changed();

select gather_ticket_words(provider_id, merged_into) from tickets where merged_into is not null;
