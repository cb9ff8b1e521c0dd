/** Findings about the life of a ticket. */
import { error } from './sentences.ts'

export const lifeFindings = {
  'timer-not-counted': (p: { what: string }) => error(`« ${p.what} » ne dit pas comment le temps est compté.`, `“${p.what}” does not say how time is counted.`,
    'Ajoutez « counted: elapsed », ou le nom d’un calendrier.', 'Add “counted: elapsed”, or the name of a calendar.'),
  'move-nowhere': (p: { what: string; state: string }) => error(`Cette règle de « ${p.what} » mène de « ${p.state} » à « ${p.state} » : rien ne change.`, `This rule of “${p.what}” leads from “${p.state}” to “${p.state}”: nothing changes.`,
    'Corrigez l’état de départ ou celui d’arrivée.', 'Correct the state it starts from, or the one it leads to.'),
  'move-never': (p: { what: string; state: string }) => error(`Cette règle de « ${p.what} » (${p.state}) ne servira jamais : un ticket supprimé ne revient pas, et un ticket n’est nouveau qu’une fois.`, `This rule of “${p.what}” (${p.state}) can never serve: a deleted ticket does not come back, and a ticket is new only once.`,
    `Retirez « ${p.state} ».`, `Take “${p.state}” out.`),
}
