import type { Transaction } from 'kysely'
import { isInside, isOnDesk } from '#people/people.ts'
import type { Tables } from '#server/tables.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'
import type { Aim, Refusal } from '../act.ts'

const unnamed = {
  fr: 'Cette demande est traitée avec une autre : rien n’y est fait séparément.',
  en: 'This request is dealt with together with another: nothing is done to it separately.',
}

/** Why nothing is done to a ticket that goes on in another, with the number of that one for whoever may see it; undefined for one that goes on by itself. */
export async function mergedRefusal(trx: Transaction<Tables>, aim: Pick<Aim, 'providerId' | 'visibleTo' | 'deskWall'>, { ticket }: LoadedTicket): Promise<Refusal | undefined> {
  const into = ticket.mergedInto
  if (into === null) return undefined
  const survivor = await trx
    .selectFrom('tickets').select(['customer_id as customerId', 'contact_id as contactId', 'team_id as teamId', 'department', 'assignee_id as assigneeId', 'desk_team_id as deskTeamId'])
    .where('provider_id', '=', aim.providerId).where('id', '=', into.id).executeTakeFirst()
  const { visibleTo, deskWall } = aim
  const seen = survivor && (visibleTo === undefined || isInside(visibleTo, survivor)) && (deskWall === undefined || isOnDesk(deskWall, survivor))
  if (!seen) return { refused: 'ticket-merged', detail: unnamed }
  const { number } = into
  return {
    refused: 'ticket-merged',
    detail: {
      fr: `Cette demande a été fusionnée avec la demande n° ${number} : c’est là qu’elle est traitée.`,
      en: `This request was merged into request #${number}: it is dealt with there.`,
    },
  }
}
