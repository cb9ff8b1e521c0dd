import { rights } from '../contacts/types.ts'
import { carriable, movers, states } from '../life/types.ts'
import { describe, either, list, named, object, oneOf, ref, scalar, some, text, type Schema } from './build.ts'

const counted = describe(either(text, object({ 'business_days!': text, 'day_rule!': oneOf('end_of_day', 'same_time'), cutoff: text })), 'elapsed, un calendrier ou des jours ouvrés.', 'elapsed, a calendar or business days.')
const amount = describe(either(text, { type: 'object' }), 'Un montant entre guillemets, figure.nom, un fait de type money, ou un calcul de ceux-là.', 'An amount in quotes, figure.name, a fact of type money, or a sum of these.')

/** The blocks about the life of a ticket and the people of a customer. `rule`: what every rule may carry, and its own keys. */
export function lifeBlocks(rule: (own: Record<string, Schema>) => Schema): Record<string, Schema> {
  return {
    life_cycle: describe(object({
      moves: describe(list(rule({
        from: some(oneOf(...states)), 'to!': some(oneOf(...states)), by: some(oneOf(...movers)), answer: oneOf('allowed', 'confirm', 'refused', 'new_ticket'),
        needs: ref('condition'), within: describe(text, 'Combien de temps après l’entrée dans l’état : 14d, « 5 business days », figure.nom, un fait du contrat.', 'How long after it came into its state: 14d, “5 business days”, figure.name, a contract fact.'),
        counted, otherwise: oneOf('refuse', 'confirm', 'new_ticket'),
      })), 'Qui peut faire passer un ticket dans quel état, et ce qu’il faut pour cela.', 'Who may bring a ticket into which state, and what it takes.'),
      timers: describe(list(rule({ 'in!': some(oneOf(...states)), 'after!': text, 'counted!': counted, 'do!': oneOf('close', 'solve', 'remind', 'raise'), to: text, words: ref('words') })), 'Ce qui arrive à un ticket de lui-même, après un temps dans un état.', 'What happens to a ticket by itself, after a time in a state.'),
      conversions: describe(list(rule({ 'to!': text, 'by!': some(oneOf(...movers)), carries: some(oneOf(...carriable)), needs: ref('condition'), 'starts!': oneOf('conversion', 'first_message') })), 'Quand une conversation devient un ticket.', 'When a conversation becomes a ticket.'),
      follow: describe(list(rule({ 'by!': some(oneOf('requester', 'customer')), 'states!': either(oneOf('every'), some(oneOf(...states))) })), 'Qui voit les changements d’un ticket.', 'Who sees the changes of a ticket.'),
    }), 'La vie du ticket : ses passages d’un état à l’autre, ses minuteries, son suivi.', 'The life of a ticket: its moves, its timers, who follows it.'),
    contacts: describe(object({
      'roles!': named(object({ label: ref('words'), 'rights!': list(oneOf(...rights)), at_most: scalar, commits_up_to: amount })), declared_by: some(text), default: text,
    }), 'Les rôles des personnes du client : leurs droits, leur nombre, le montant qu’elles peuvent engager.', 'The roles of a customer’s people: their rights, how many, how much they may commit to.'),
  }
}
