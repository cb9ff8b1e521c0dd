/** Facts that every policy may use without declaring them; it may add labels and values. */
import { roleFact } from '../contacts/types.ts'
import { moverFact, stateFact } from '../life/types.ts'
import type { FactDeclaration, FactSource, FactType } from '../policy.ts'
import { secretNames } from '../words/secrets.ts'
import { moverNames, stateNames } from '../words/states.ts'

const both = (fr: string, en: string): FactDeclaration['label'] => ({ fr, en })

function fact(name: string, type: FactType, from: FactSource, label: FactDeclaration['label'], options: [string, FactDeclaration['label']][] = [], more: Partial<FactDeclaration> = {}): FactDeclaration {
  return { name, type, from, label, options: options.map(([value, words]) => ({ value, label: words })), open: false, required: false, builtIn: true, ...more }
}

/** Fresh declarations, in the order in which a form would ask. */
export function builtInFacts(): FactDeclaration[] {
  return [
    fact('channel', 'one_of', 'channel', both('Canal', 'Channel')),
    fact('kind', 'one_of', 'requester', both('Type de demande', 'Kind of request')),
    fact('topic', 'one_of', 'requester', both('Sujet', 'Topic')),
    fact('asset', 'one_of', 'service', both('Type de service', 'Kind of service')),
    fact('product', 'one_of', 'requester', both('Produit', 'Product')),
    fact('product_version', 'version', 'requester', both('Version', 'Version')),
    fact('tier', 'one_of', 'customer', both('Niveau', 'Level')),
    fact('licence', 'one_of', 'customer', both('Licence', 'Licence')),
    fact('role', 'one_of', 'customer', both('Rôle', 'Role')),
    fact('priority', 'one_of', 'requester', both('Priorité', 'Priority')),
    fact('department', 'one_of', 'requester', both('Service', 'Department'), [], { open: true }),
    fact('language', 'one_of', 'channel', both('Langue', 'Language'), [], { open: true }),
    fact('trust', 'one_of', 'channel', both('Confiance', 'Trust'), [
      ['T0', both('identité non vérifiée', 'identity not verified')],
      ['T0.5', both('adresse plausible, non signée', 'plausible address, not signed')],
      ['T1', both('adresse vérifiée', 'verified address')],
      ['T2', both('connecté', 'signed in')],
      ['T3', both('connecté, second facteur', 'signed in, second factor')],
    ]),
    fact('customer', 'one_of', 'customer', both('Client', 'Customer'), [
      ['known', both('numéro de client connu', 'known customer number')],
      ['unknown', both('client inconnu', 'unknown customer')],
      ['wrong', both('numéro de client faux', 'wrong customer number')],
    ]),
    fact('contact', 'one_of', 'customer', both('Contact', 'Contact'), [
      ['declared', both('contact déclaré', 'declared contact')],
      ['undeclared', both('contact non déclaré', 'undeclared contact')],
      ['unknown', both('contact inconnu', 'unknown contact')],
    ]),
    fact(roleFact, 'one_of', 'customer', both('Rôle du contact', 'Role of the contact')),
    fact('may_ask_technical', 'flag', 'customer', both('Peut faire des demandes techniques', 'May make technical requests')),
    fact('may_ask_urgent', 'flag', 'customer', both('Peut faire des demandes urgentes', 'May make urgent requests')),
    fact('consumer', 'flag', 'customer', both('Consommateur', 'Consumer')),
    fact('genuine', 'flag', 'staff', both('Incident réel', 'Genuine incident')),
    fact('customer_zone', 'zone', 'customer', both('Fuseau horaire du client', 'Customer’s time zone')),
    fact('tried', 'flag', 'history', both('Autre démarche déjà tentée', 'Another route was tried')),
    fact('ticket_exists', 'flag', 'history', both('Ticket déjà ouvert', 'Ticket already open')),
    fact('human_reply', 'flag', 'history', both('Une personne a répondu', 'A person replied')),
    fact(stateFact, 'one_of', 'history', both('État de la demande', 'State of the ticket'), Object.entries(stateNames)),
    fact(moverFact, 'one_of', 'history', both('Par qui', 'By whom'), Object.entries(moverNames)),
    fact('agent', 'flag', 'staff', both('Saisie par un agent', 'Recorded by an agent'), [], { default: false }),
    fact('resolution', 'text', 'staff', both('Résolution', 'Resolution')),
    fact('workaround', 'text', 'staff', both('Contournement', 'Workaround')),
    fact('notification', 'one_of', 'history', both('Notification', 'Notification')),
    fact('secret', 'one_of', 'history', both('Secret', 'Secret'), Object.entries(secretNames)),
    fact('work', 'one_of', 'staff', both('Travail', 'Work')),
    fact('subject', 'text', 'requester', both('Objet', 'Subject')),
    fact('description', 'text', 'requester', both('Description', 'Description')),
    fact('attachments', 'number', 'requester', both('Pièces jointes', 'Attachments')),
  ]
}
