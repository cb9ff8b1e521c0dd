import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SignedContact } from '#people/people.ts'
import { actorOfContact } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { onPage } from './pages.ts'
import type { Visitor } from './visitor.ts'

/** Somebody who is signed in. */
export type SignedVisitor = Visitor & { readonly contact: SignedContact }

/** A page for signed-in contacts; others sign in first and come back. */
export function onOwnPage(desk: Desk, path: (request: FastifyRequest) => string, show: (visitor: SignedVisitor, frame: Frame, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) {
  return onPage(desk, path, (visitor, frame, request, reply) => {
    if (visitor.contact) return show({ ...visitor, contact: visitor.contact }, frame, request, reply)
    return toSignIn(visitor, path(request), reply)
  })
}

/** Sends somebody to sign in, and back to a path. */
export function toSignIn(visitor: Visitor, path: string, reply: FastifyReply) {
  const home = `/${visitor.provider.slug}/${visitor.lang}`
  return reply.redirect(`${home}/sign-in?back=${encodeURIComponent(`${home}${path}`)}`, 303)
}

export const actorOf = ({ contact }: SignedVisitor) => actorOfContact(contact)
