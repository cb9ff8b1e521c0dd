-- What the limits of automatic letters count (MAIL-14).
create index outbox_limit_address on outbox (provider_id, (mail->>'limitKey'), created_at) where mail->>'limitKey' is not null;
create index outbox_limit_domain on outbox (provider_id, (mail->>'limitDomain'), created_at) where mail->>'limitDomain' is not null;

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
