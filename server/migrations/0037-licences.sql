-- A licence that was told of from elsewhere: since when the open tickets of whoever has it are to be looked at again.
alter table licences add column raise_at bigint;
create index licences_to_raise on licences (provider_id, raise_at) where raise_at is not null;

-- Where a policy lets a key serve several customers: who entered it besides the one whose it is.
create table licence_uses (
  provider_id uuid not null,
  licence_id uuid not null,
  customer_id uuid not null,
  entered_by uuid,
  entered_at bigint not null,
  primary key (provider_id, licence_id, customer_id),
  foreign key (provider_id, licence_id) references licences (provider_id, id),
  foreign key (provider_id, customer_id) references customers (provider_id, id),
  foreign key (provider_id, entered_by) references contacts (provider_id, id)
);
create index licence_uses_of_customer on licence_uses (provider_id, customer_id);

-- Whom a licence was delivered to, in whatever case the address is written.
create index contacts_by_any_case on contacts (provider_id, lower(email_key));
