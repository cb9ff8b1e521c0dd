-- Asking: what is found by its words, drafts, what was read, and what a request keeps of how it was sent.

-- The words of a text as a search finds them: without accents, in French and in English inflections. Both languages, because a
-- customer writes in either. Kept without places: nobody searches for phrases here.
create function words_of(given text) returns tsvector language sql immutable parallel safe as $$
  select strip(to_tsvector('pg_catalog.french'::regconfig, plain) || to_tsvector('pg_catalog.english'::regconfig, plain))
  from (select translate(replace(replace(lower(left(given, 100000)), 'œ', 'oe'), 'æ', 'ae'), 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿ’ʼ', 'aaaaaaceeeeiiiinooooouuuuyy  ') as plain) as folded
$$;
-- The same words as a question: all of them, as either language reads them; nothing of a text that says nothing in one of them ("la").
create function asked_words(given text) returns tsquery language sql immutable parallel safe as $$
  select case when numnode(plainto_tsquery('pg_catalog.french'::regconfig, lower(left(given, 1000)))) = 0 or numnode(english) = 0 then ''::tsquery else french || english end
  from (select plainto_tsquery('pg_catalog.french'::regconfig, plain) as french, plainto_tsquery('pg_catalog.english'::regconfig, plain) as english
    from (select translate(replace(replace(lower(left(given, 1000)), 'œ', 'oe'), 'æ', 'ae'), 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿ’ʼ', 'aaaaaaceeeeiiiinooooouuuuyy  ') as plain) as folded) as read
$$;

alter table tickets add column words tsvector generated always as (words_of(subject)) stored;
alter table messages add column words tsvector generated always as (words_of(text)) stored;
-- What joins the words of a file's name does not hide them.
alter table attachments add column words tsvector generated always as (words_of(translate(name, '._-()[]', '       '))) stored;
-- No index on the words themselves: a customer's search begins at what is theirs.

-- Lists of a customer ordered by when their requests came.
create index tickets_of_customer_by_opening on tickets (provider_id, customer_id, opened_at, id);

-- Under which version of the policy somebody pressed "send", when, and from which machine (S2-3, S3-7).
alter table requests
  add column accepted_version text,
  add column accepted_at bigint,
  add column machine text,
  -- The closed request that this one goes on from.
  add column follows_ticket_id uuid,
  add foreign key (provider_id, follows_ticket_id) references tickets (provider_id, id);
create index requests_that_follow on requests (provider_id, follows_ticket_id) where follows_ticket_id is not null;
create index requests_of_ticket on requests (provider_id, ticket_id) where ticket_id is not null;

-- What somebody wrote and has not sent yet. `place`: `ask:<key of the form>` or `ticket:<number>`.
create table drafts (
  provider_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  place text not null,
  -- The key of its form: uploads belong to it, and a form sent twice is one request.
  form_key text not null,
  fields jsonb not null,
  uploads uuid[] not null default '{}',
  created_at bigint not null,
  updated_at bigint not null,
  primary key (provider_id, id),
  unique (provider_id, contact_id, place),
  foreign key (provider_id, contact_id) references contacts (provider_id, id)
);
create index drafts_by_age on drafts (provider_id, updated_at);

-- Until when a contact has read a request.
create table ticket_reads (
  provider_id uuid not null,
  contact_id uuid not null,
  ticket_id uuid not null,
  seen_at bigint not null,
  primary key (provider_id, contact_id, ticket_id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id),
  foreign key (provider_id, ticket_id) references tickets (provider_id, id)
);
