-- Addresses to which a letter of ours could never be delivered, by what their servers said (MAIL-16).
create table bounced_addresses (
  provider_id uuid not null references providers,
  address_key text not null,
  outbox_id uuid not null,
  status text,
  diagnostic text,
  at bigint not null,
  primary key (provider_id, address_key)
);

-- A Message-ID that came before with another text (MAIL-09, AB-07).
create index requests_by_message_id on requests (provider_id, (incoming #>> '{mail,messageId}')) where incoming #>> '{mail,messageId}' is not null;
