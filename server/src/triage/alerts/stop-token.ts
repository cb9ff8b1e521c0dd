import { isId } from '#platform/ids.ts'
import { createSigner } from '#platform/signing.ts'

/** Whose letters about which ticket. */
export interface Stopping { readonly providerId: string; readonly agentId: string; readonly ticketId: string }

const signerOf = (secret: string) => createSigner(secret, 'unfollow')
const said = ({ providerId, agentId, ticketId }: Stopping) => `${providerId} ${agentId} ${ticketId}`

/** What a letter carries to end the letters about its ticket: it names the agent and the ticket, does nothing else, and lasts as long as the letter. */
export function stopToken(secret: string, of: Stopping): string {
  return `${Buffer.from(`${of.agentId} ${of.ticketId}`).toString('base64url')}.${signerOf(secret).sign(said(of))}`
}

/** Whom and what a token names; undefined when it was not made here for this provider. */
export function readStop(secret: string, providerId: string, token: string): Stopping | undefined {
  const [text = '', signature = ''] = token.split('.')
  const [agentId = '', ticketId = ''] = Buffer.from(text, 'base64url').toString().split(' ')
  const of = { providerId, agentId, ticketId }
  return isId(agentId) && isId(ticketId) && signerOf(secret).verify(said(of), signature) ? of : undefined
}
