import type { Provider, Who } from '#people/people.ts'
import { createSigner } from '#platform/signing.ts'
import type { World } from '#server/tables.ts'

/** A browser keeps at most so many people's marks. */
const most = 8

const signerOf = (world: World) => createSigner(world.settings.secret, 'known-browser')
const idOf = (who: Who) => ('agentId' in who ? who.agentId : who.contactId)

/** The cookie by which a browser is known again; it opens nothing. */
export function knownCookie(slug: string): string {
  return `guichet_${slug}_known`
}

/** Whether somebody signed in with this browser before. `marks` is what its cookie holds. */
export function isKnown(world: World, provider: Pick<Provider, 'id'>, who: Who, marks: string | undefined): boolean {
  const signer = signerOf(world)
  return (marks ?? '').split('.').slice(0, most).some((mark) => signer.verify(`${provider.id}|${idOf(who)}`, mark))
}

/** The marks with somebody's added: the last ones are kept. Nobody but us can tell whose they are. */
export function withMark(world: World, provider: Pick<Provider, 'id'>, who: Who, marks: string | undefined): string {
  const mine = signerOf(world).sign(`${provider.id}|${idOf(who)}`)
  return [mine, ...(marks ?? '').split('.').filter((mark) => mark !== mine && /^[\w-]{22}$/.test(mark))].slice(0, most).join('.')
}
