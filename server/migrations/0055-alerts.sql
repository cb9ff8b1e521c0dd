-- What agents are told of tickets that they follow, that are given to them, or where somebody names them: written with its cause.
create table agent_alerts (
  provider_id uuid not null,
  agent_id uuid not null,
  event_id uuid not null,
  ticket_id uuid not null,
  -- The number of the event among those of its ticket: whoever has read so far has seen it.
  seq integer not null,
  what text not null check (what in ('assigned', 'mentioned', 'customer_wrote', 'answered', 'solved', 'transferred', 'merged', 'late')),
  -- The agent who did it, by name.
  by_name text,
  at bigint not null,
  seen_at bigint,
  -- written: in a letter of its ticket; due: it waits for the next letter that gathers several; gathered: it was in one.
  mail text not null check (mail in ('none', 'written', 'due', 'gathered')),
  primary key (provider_id, agent_id, event_id),
  foreign key (provider_id, agent_id) references agents (provider_id, id),
  foreign key (provider_id, ticket_id) references tickets (provider_id, id) on delete cascade
);
create index agent_alerts_of_ticket on agent_alerts (provider_id, ticket_id, event_id);
create index agent_alerts_by_time on agent_alerts (provider_id, agent_id, at);
create index agent_alerts_unseen on agent_alerts (provider_id, agent_id, ticket_id, seq) where seen_at is null;
create index agent_alerts_due on agent_alerts (provider_id, agent_id, at) where mail = 'due';
create index agent_alerts_old on agent_alerts (provider_id, at);

-- Tickets of which an agent wants no mail any more, whatever happens there.
create table agent_quiet_tickets (
  provider_id uuid not null,
  agent_id uuid not null,
  ticket_id uuid not null,
  at bigint not null,
  primary key (provider_id, agent_id, ticket_id),
  foreign key (provider_id, agent_id) references agents (provider_id, id),
  foreign key (provider_id, ticket_id) references tickets (provider_id, id) on delete cascade
);
create index agent_quiet_tickets_of_ticket on agent_quiet_tickets (provider_id, ticket_id);

-- What a ticket is linked to, as "kind number": made again from the events at will.
alter table tickets add column links text[] not null default '{}';
create index tickets_linked on tickets (provider_id, changed_at, id) where links <> '{}';
update tickets t set links = found.links
  from (
    select e.provider_id, e.ticket_id, array_agg((e.data ->> 'as') || ' ' || (e.data -> 'to' ->> 'number') order by e.seq) as links
    from events e
    where e.type = 'ticket.linked'
      and not exists (select 1 from events u where u.provider_id = e.provider_id and u.ticket_id = e.ticket_id and u.type in ('ticket.undone', 'ticket.split') and u.data -> 'eventIds' ? e.id::text)
      and not exists (select 1 from events u where u.provider_id = e.provider_id and u.ticket_id = e.ticket_id and u.type = 'ticket.unlinked' and u.seq > e.seq
        and u.data ->> 'as' = e.data ->> 'as' and u.data -> 'to' ->> 'id' = e.data -> 'to' ->> 'id')
    group by e.provider_id, e.ticket_id
  ) found
  where t.provider_id = found.provider_id and t.id = found.ticket_id;
