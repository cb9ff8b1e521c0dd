-- Search: what agents find tickets by, in one place for each ticket.

-- Functions of an index are read where no schema is looked in: their bodies are bound when they are made ("return").
-- A text without capitals and accents; apostrophes and no-break spaces are spaces, and so are angle brackets: what stands in a pasted
-- tag is to be found like the rest.
create function plain_of(given text) returns text language sql immutable parallel safe
  return (select translate(replace(replace(lower(left(given, 100000)), 'œ', 'oe'), 'æ', 'ae'), 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿ''’ʼ  <>', 'aaaaaaceeeeiiiinooooouuuuyy       '));

-- The words of a text. Without accents alone, the French participles part ("bloqué" → bloqu, "bloquee" → bloque): they are also kept
-- as they are with their accents. The words as they stand serve what is only half typed, and phrases. (Offset 0: folded once.)
create or replace function words_of(given text) returns tsvector language sql immutable parallel safe
  return (select strip(to_tsvector('pg_catalog.french'::regconfig, accented) || to_tsvector('pg_catalog.french'::regconfig, plain) || to_tsvector('pg_catalog.english'::regconfig, plain)
    || to_tsvector('pg_catalog.simple'::regconfig, plain))
  from (select translate(lower(left(given, 100000)), '<>', '  ') as accented, plain_of(given) as plain offset 0) as read);

-- The same words as a question: all of them, in one of the readings; nothing of a text that says nothing in one of them ("la").
create or replace function asked_words(given text) returns tsquery language sql immutable parallel safe as $$
  select case when numnode(accented) = 0 or numnode(english) = 0 then ''::tsquery else accented || french || english end
  from (select plainto_tsquery('pg_catalog.french'::regconfig, translate(lower(left(given, 1000)), '<>', '  ')) as accented, plainto_tsquery('pg_catalog.french'::regconfig, plain_of(left(given, 1000))) as french,
      plainto_tsquery('pg_catalog.english'::regconfig, plain_of(left(given, 1000))) as english) as read
$$;

-- Words of which the last may be half typed.
create function begun_words(given text) returns tsquery language sql immutable parallel safe as $$
  select case when numnode(raw) = 0 then ''::tsquery else (replace(raw::text, ''' & ', ''':* & ') || ':*')::tsquery end
  from (select plainto_tsquery('pg_catalog.simple'::regconfig, plain_of(left(given, 1000))) as raw) as read
$$;

-- Every word exactly as it stands, accents apart: what a phrase has before its order is looked at.
create function exact_words(given text) returns tsquery language sql immutable parallel safe as $$
  select plainto_tsquery('pg_catalog.simple'::regconfig, plain_of(left(given, 1000)))
$$;

-- What was read before is read again.
alter table tickets drop column words;
alter table tickets add column words tsvector generated always as (words_of(subject)) stored;
alter table messages drop column words;
alter table messages add column words tsvector generated always as (words_of(text)) stored;
alter table attachments drop column words;
alter table attachments add column words tsvector generated always as (words_of(translate(name, '._-()[]', '       '))) stored;

-- One row for each ticket with all that it is found by: its words, those of its messages and files, of whose it is and what it is
-- about. What is no word begins with "=": the provider (=p), its number (=#), its block of numbers (=b), the clauses (=§).
create table ticket_words (
  provider_id uuid not null,
  ticket_id uuid not null,
  number integer not null,
  words tsvector not null,
  -- The transaction that made it: what changes several times in one is gathered once.
  made_in text not null,
  primary key (provider_id, ticket_id),
  foreign key (provider_id, ticket_id) references tickets (provider_id, id) on delete cascade
);
-- The provider is among the words.
create index ticket_words_found on ticket_words using gin (words);

-- What customers, their people and their services are found by.
create function customer_words(provider_id uuid, number text, name text) returns tsvector language sql immutable parallel safe
  return (select words_of(number || ' ' || translate(number, '._-', '   ') || ' ' || name) || array_to_tsvector(array['=p' || replace(provider_id::text, '-', '')]));
create function contact_words(provider_id uuid, name text, email text) returns tsvector language sql immutable parallel safe
  return (select words_of(name || ' ' || email || ' ' || translate(email, '@._-+', '     ')) || array_to_tsvector(array['=p' || replace(provider_id::text, '-', '')]));
-- PostgreSQL calls its own only stable, for arrays of what is written according to settings; texts are not.
create function array_to_text(given text[]) returns text language sql immutable parallel safe
  return (select array_to_string(given, ' '));
create function service_words(provider_id uuid, name text, order_number text, product text, addresses text[]) returns tsvector language sql immutable parallel safe
  return (select words_of(coalesce(name, '') || ' ' || translate(coalesce(name, ''), '._-', '   ') || ' ' || coalesce(order_number, '') || ' ' || coalesce(product, '') || ' ' || coalesce(array_to_text(addresses), ''))
    || array_to_tsvector(array['=p' || replace(provider_id::text, '-', '')]));
create index customers_found on customers using gin (customer_words(provider_id, number, name));
create index contacts_found on contacts using gin (contact_words(provider_id, name, email));
create index services_found on services using gin (service_words(provider_id, name, order_number, product, addresses));

-- A set of words may not exceed a megabyte: what is beyond is not found.
create function words_and(given tsvector, more tsvector) returns tsvector language sql immutable parallel safe as $$
  select case when more is null or pg_column_size(given) + pg_column_size(more || ''::tsvector) > 1000000 then given else given || more end
$$;
create aggregate all_words(tsvector) (sfunc = words_and, stype = tsvector, initcond = '');

create function gather_ticket_words(of_provider uuid, of_ticket uuid) returns void language plpgsql
-- Planned once: planning costs more than doing it.
set plan_cache_mode = force_generic_plan
as $$
declare
  this text := pg_current_xact_id()::text || ' ' || transaction_timestamp()::text;
begin
  if exists (select 1 from ticket_words w where w.provider_id = of_provider and w.ticket_id = of_ticket and w.made_in = this) then return; end if;
  -- Two that write to the same ticket at once gather one after the other: the second then sees what the first wrote.
  perform 1 from tickets t where t.provider_id = of_provider and t.id = of_ticket for no key update;
  insert into ticket_words (provider_id, ticket_id, number, words, made_in)
  select t.provider_id, t.id, t.number, (
      select all_words(part.words order by part.place) from (
        select 0 as place, words_and(t.words, array_to_tsvector(array(
          select '=p' || replace(t.provider_id::text, '-', '') union select '=#' || t.number union select '=b' || t.number / 2048
          union select '=§' || lower(left(clause, 100)) from jsonb_array_elements_text(coalesce(t.decision -> 'clauses', '[]')) clause where clause <> ''
          union select '=§' || lower(left(clause, 100)) from clocks k cross join jsonb_array_elements_text(coalesce(k.commitment -> 'clauses', '[]')) clause
            where k.provider_id = t.provider_id and k.ticket_id = t.id and clause <> ''))) as words
        union all select 1, customer_words(u.provider_id, u.number, u.name) from customers u where u.provider_id = t.provider_id and u.id = t.customer_id
        union all select 1, contact_words(c.provider_id, c.name, c.email) from contacts c where c.provider_id = t.provider_id and c.id = t.contact_id
        union all select 1, service_words(s.provider_id, s.name, s.order_number, s.product, s.addresses)
          from services s where s.provider_id = t.provider_id and s.id = t.service_id
        union all select 2, f.words from attachments f join messages m on m.provider_id = f.provider_id and m.id = f.message_id
          where f.provider_id = t.provider_id and f.ticket_id = t.id and m.visibility in ('public', 'internal')
        union all select 3, m.words from (select n.words from messages n where n.provider_id = t.provider_id and n.ticket_id = t.id and n.visibility in ('public', 'internal') order by n.at desc) m
      ) part), this
  from tickets t where t.provider_id = of_provider and t.id = of_ticket
  on conflict (provider_id, ticket_id) do update set number = excluded.number, words = excluded.words, made_in = excluded.made_in;
end $$;

-- Triggers, though nothing else here has any: this is an index, of no meaning of its own, over whatever writes a ticket. At the end of the
-- transaction, so that what is written together is gathered once.
create function words_of_ticket_changed() returns trigger language plpgsql as $$
begin
  perform gather_ticket_words(new.provider_id, new.id);
  return null;
end $$;
create function words_in_ticket_changed() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform gather_ticket_words(old.provider_id, old.ticket_id); end if;
  if tg_op = 'INSERT' or (tg_op = 'UPDATE' and new.ticket_id <> old.ticket_id) then perform gather_ticket_words(new.provider_id, new.ticket_id); end if;
  return null;
end $$;
create function words_about_ticket_changed() returns trigger language plpgsql as $$
begin
  perform gather_ticket_words(t.provider_id, t.id) from tickets t where t.provider_id = new.provider_id and case tg_table_name
    when 'customers' then t.customer_id = new.id when 'contacts' then t.contact_id = new.id else t.service_id = new.id end;
  return null;
end $$;

create constraint trigger words_of_new after insert on tickets deferrable initially deferred for each row execute function words_of_ticket_changed();
create constraint trigger words_of_changed after update of subject, customer_id, contact_id, service_id, decision on tickets deferrable initially deferred for each row
  when ((old.subject, old.customer_id, old.contact_id, old.service_id, old.decision) is distinct from (new.subject, new.customer_id, new.contact_id, new.service_id, new.decision))
  execute function words_of_ticket_changed();
create constraint trigger words_in_new after insert or delete on messages deferrable initially deferred for each row execute function words_in_ticket_changed();
create constraint trigger words_in_changed after update of text, visibility, ticket_id on messages deferrable initially deferred for each row
  when ((old.text, old.visibility, old.ticket_id) is distinct from (new.text, new.visibility, new.ticket_id)) execute function words_in_ticket_changed();
create constraint trigger words_in_new after insert or delete on attachments deferrable initially deferred for each row execute function words_in_ticket_changed();
create constraint trigger words_in_changed after update of name, ticket_id on attachments deferrable initially deferred for each row
  when ((old.name, old.ticket_id) is distinct from (new.name, new.ticket_id)) execute function words_in_ticket_changed();
create constraint trigger words_in_new after insert on clocks deferrable initially deferred for each row execute function words_in_ticket_changed();
create constraint trigger words_in_changed after update of commitment on clocks deferrable initially deferred for each row
  when (old.commitment -> 'clauses' is distinct from new.commitment -> 'clauses') execute function words_in_ticket_changed();
create constraint trigger words_about_changed after update of name, number on customers deferrable initially deferred for each row
  when ((old.name, old.number) is distinct from (new.name, new.number)) execute function words_about_ticket_changed();
create constraint trigger words_about_changed after update of name, email on contacts deferrable initially deferred for each row
  when ((old.name, old.email) is distinct from (new.name, new.email)) execute function words_about_ticket_changed();
create constraint trigger words_about_changed after update of name, order_number, product, addresses on services deferrable initially deferred for each row
  when ((old.name, old.order_number, old.product, old.addresses) is distinct from (new.name, new.order_number, new.product, new.addresses)) execute function words_about_ticket_changed();

select gather_ticket_words(provider_id, id) from tickets;

-- What an agent searched for, the latest first: theirs alone, and few of them.
create table remembered_searches (
  provider_id uuid not null,
  agent_id uuid not null,
  text text not null check (length(text) between 1 and 500),
  at bigint not null,
  primary key (provider_id, agent_id, text),
  foreign key (provider_id, agent_id) references agents (provider_id, id)
);
