/** What is wrong with notifications and confidentiality. */
import type { Unsaid } from '../check/notifications.ts'
import { error } from './sentences.ts'

export const what: Record<Unsaid, { fr: string; en: string; wayFr: string; wayEn: string }> = {
  to: { fr: 'qui est prévenu', en: 'who is told', wayFr: '« to: affected » (les clients touchés, eux seuls) ou « to: all »', wayEn: '“to: affected” (the customers affected, no others) or “to: all”' },
  personal: { fr: 'si chaque client reçoit sa propre notification', en: 'whether each customer has a notification of its own', wayFr: '« personal: yes », ou « no » si un avis public en tient lieu', wayEn: '“personal: yes”, or “no” when a public notice stands for it' },
  through: { fr: 'par quelle voie les notifications partent', en: 'through what notifications go', wayFr: '« through: [client_area, mail] »', wayEn: '“through: [client_area, mail]”' },
  own_address: { fr: 'si le client peut donner une adresse à part', en: 'whether customers may give an address of their own', wayFr: '« own_address: yes » ou « no »', wayEn: '“own_address: yes” or “no”' },
  own_replaces: { fr: 'si l’adresse à part remplace l’adresse enregistrée ou s’y ajoute', en: 'whether the own address replaces the registered one or is added to it', wayFr: '« own_replaces: yes », ou « no » si elle s’ajoute', wayEn: '“own_replaces: yes”, or “no” when it is added' },
  fallback: { fr: 'où va le courriel quand l’adresse à part est vide ou refusée', en: 'where mail goes when the own address is empty or refuses it', wayFr: '« fallback: registered » ou « nobody »', wayEn: '“fallback: registered” or “nobody”' },
  on_bounce: { fr: 'ce que l’on fait d’une adresse qui refuse le courriel', en: 'what is done about an address that refuses mail', wayFr: '« on_bounce: task » ou « nothing »', wayEn: '“on_bounce: task” or “nothing”' },
}

export const noticeFindings = {
  'notification-unsaid': ({ key }: { key: Unsaid }) => error(`Rien ne dit ${what[key].fr}.`, `Nothing says ${what[key].en}.`, `Ajoutez ${what[key].wayFr} à une règle de « notifications ».`, `Add ${what[key].wayEn} to a rule of “notifications”.`),
  'secrets-unsaid': (_: object) => error('Des secrets sont recherchés, et rien ne dit ce que devient un texte qui en contient un.', 'Secrets are looked for, and nothing says what becomes of a text that holds one.',
    'Ajoutez « rules: [ { secrets: held } ] », ou « masked », « refused », « allowed ».', 'Add “rules: [ { secrets: held } ]”, or “masked”, “refused”, “allowed”.'),
} as const
