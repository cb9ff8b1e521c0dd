import type { ConnectionProblem } from '#people/people.ts'

type Say = Record<ConnectionProblem['why'], (what: string) => string>

/** Why a connection cannot be added, and what to do about it. */
export const connectionProblems: { readonly fr: Say; readonly en: Say } = {
  fr: {
    name: (what) => `« ${what} » ne convient pas comme nom : des minuscules, des chiffres et des tirets, 40 signes au plus.`,
    name_taken: (what) => `Une connexion « ${what} » existe déjà : retirez-la d’abord, ou choisissez un autre nom.`,
    label: () => 'Le libellé du bouton tient en 60 signes, sur une ligne.',
    issuer: (what) => `« ${what} » n’est pas l’adresse d’un site : reprenez l’« issuer » tel que le site le donne, https://…`,
    issuer_plain: (what) => `« ${what} » doit commencer par https:// ; seule une connexion du réseau privé (--private) s’en passe.`,
    client: () => 'L’identifiant du client tient en 300 signes ASCII.',
    domains: () => 'Donnez les domaines d’adresses dont ce site répond (--domain client.fr), 100 au plus.',
    domain: (what) => `« ${what} » n’est pas un domaine.`,
    domain_public: (what) => `N’importe qui peut avoir une adresse chez « ${what} » : elle ne dit pas pour qui l’on travaille.`,
    customer: (what) => `Aucun client n’a le numéro « ${what} ».`,
    customer_agents: () => 'Une connexion d’agents n’appartient à aucun client.',
    makes_without_customer: () => 'Pour créer des contacts, dites de quel client (--customer).',
    right: (what) => `« ${what} » n’est pas un droit.`,
  },
  en: {
    name: (what) => `“${what}” will not do as a name: small letters, digits and dashes, 40 signs at most.`,
    name_taken: (what) => `There is a connection “${what}” already: remove it first, or choose another name.`,
    label: () => 'The label of the button has 60 signs at most, on one line.',
    issuer: (what) => `“${what}” is not the address of a site: take the “issuer” as the site gives it, https://…`,
    issuer_plain: (what) => `“${what}” must begin with https://; only a connection of the private network (--private) may do without.`,
    client: () => 'The client’s identifier has 300 ASCII signs at most.',
    domains: () => 'Name the domains of addresses that this site answers for (--domain client.com), 100 at most.',
    domain: (what) => `“${what}” is not a domain.`,
    domain_public: (what) => `Anybody may have an address at “${what}”: it does not say for whom one works.`,
    customer: (what) => `No customer has the number “${what}”.`,
    customer_agents: () => 'A connection of agents belongs to no customer.',
    makes_without_customer: () => 'To make contacts, say of which customer (--customer).',
    right: (what) => `“${what}” is not a right.`,
  },
}

/** The sentence for what is wrong with a connection. */
export function connectionProblemInWords({ why, what = '' }: ConnectionProblem, lang: 'fr' | 'en'): string {
  return connectionProblems[lang][why](what)
}
