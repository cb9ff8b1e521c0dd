-- What people may ask of what is kept about them, what is kept and how long, what must not go, and who read what.

-- The register of what people asked (access, erasure and the like), with its clock: calendar months, not business hours.
create table person_requests (
  provider_id uuid not null references providers,
  id uuid not null,
  kind text not null check (kind in ('access', 'erasure', 'rectification', 'restriction', 'portability', 'objection')),
  state text not null check (state in ('asked', 'making', 'review', 'ready', 'confirmed', 'done', 'refused', 'withdrawn')),
  -- Whose data: a contact, or whoever writes from an address.
  contact_id uuid,
  address text,
  address_key text,
  language text not null check (language in ('fr', 'en')),
  asked_at bigint not null,
  asked_by_kind text not null check (asked_by_kind in ('contact', 'agent')),
  asked_by_id uuid not null,
  due_on date not null,
  extended_at bigint,
  extended_why text,
  -- The second pair of eyes: who confirmed an erasure, or released an archive after reading it.
  confirmed_by uuid,
  confirmed_at bigint,
  -- Further words to be taken out of texts, beside names and addresses.
  words text[] not null default '{}',
  -- What was found before, and done after: numbers only.
  report jsonb,
  file_sha256 text,
  file_size bigint,
  ready_at bigint,
  expires_at bigint,
  downloads integer not null default 0,
  ended_at bigint,
  ended_by uuid,
  why text,
  primary key (provider_id, id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id),
  check ((contact_id is not null) or (address_key is not null) or state in ('done', 'refused', 'withdrawn'))
);
create index person_requests_of_contact on person_requests (provider_id, contact_id, asked_at) where contact_id is not null;
create index person_requests_open on person_requests (provider_id, due_on, id) where state not in ('done', 'refused', 'withdrawn');
create index person_requests_files on person_requests (provider_id, expires_at) where file_sha256 is not null;

-- What must be kept for a court or an authority, until when and why: of a customer, a person or one ticket.
create table legal_holds (
  provider_id uuid not null references providers,
  id uuid not null,
  customer_id uuid,
  contact_id uuid,
  ticket_id uuid,
  reason text not null,
  until_on date not null,
  set_at bigint not null,
  set_by text not null,
  lifted_at bigint,
  lifted_by text,
  primary key (provider_id, id),
  foreign key (provider_id, customer_id) references customers (provider_id, id),
  foreign key (provider_id, contact_id) references contacts (provider_id, id),
  foreign key (provider_id, ticket_id) references tickets (provider_id, id),
  check (num_nonnulls(customer_id, contact_id, ticket_id) = 1)
);
create index legal_holds_alive on legal_holds (provider_id, until_on) where lifted_at is null;

-- How long each kind of data is kept, where the provider says otherwise than we propose, and why.
create table retention (
  provider_id uuid not null references providers,
  kind text not null,
  days integer not null check (days between 1 and 36500),
  reason text not null,
  changed_at bigint not null,
  changed_by text not null,
  primary key (provider_id, kind)
);

-- What a provider says of itself as the one who is responsible.
create table privacy_settings (
  provider_id uuid not null references providers,
  responsible text,
  officer text,
  contact text,
  recipients text,
  transfers text,
  holidays text not null default 'fr-metropole',
  -- Agents in a person's archive: by name, or as the support only.
  agents_named boolean not null default false,
  -- Archives with internal notes wait for somebody to read them.
  notes_reviewed boolean not null default true,
  changed_at bigint not null,
  primary key (provider_id)
);

-- Who of the provider read what about whom. No name, no text; nothing in it ever changes, and each line is sealed to the one before.
create table access_log (
  provider_id uuid not null references providers,
  n bigint not null,
  at bigint not null,
  agent_id uuid not null,
  role text not null,
  what text not null check (what in ('ticket', 'customer', 'search', 'file', 'raw', 'export', 'list')),
  object_id text,
  customer_id uuid,
  contact_id uuid,
  seal bytea not null,
  primary key (provider_id, n)
);
create index access_log_of_customer on access_log (provider_id, customer_id, at) where customer_id is not null;
create index access_log_by_time on access_log (provider_id, at);

-- Where the log begins since its oldest lines were purged, so that what is left can still be verified.
create table access_log_starts (
  provider_id uuid not null references providers,
  n bigint not null,
  seal bytea not null,
  primary key (provider_id)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  -- What is past its time, and a demonstration that begins again.
  if tg_op <> 'UPDATE' and current_setting('guichet.purging', true) = 'on' then
    if tg_op = 'DELETE' then return old; end if;
    return null;
  end if;
  raise exception '% is append only', tg_table_name using errcode = '42501';
end $$;
create trigger access_log_stays before update or delete on access_log for each row execute function refuse_change();
create trigger access_log_stays_whole before truncate on access_log execute function refuse_change();

-- Files are shared by content: whether anybody still refers to one is asked before it goes.
create index attachments_of_file on attachments (provider_id, sha256);
create index messages_of_file on messages (provider_id, html_file) where html_file is not null;
create index requests_of_file on requests (provider_id, raw_sha256) where raw_sha256 is not null;
create index requests_apart on requests (provider_id, id) where state not in ('ticket', 'reply', 'third_party');
-- What goes after its time.
create index requests_by_time on requests (provider_id, received_at);
create index tickets_closed on tickets (provider_id, changed_at) where state = 'closed';
