import type { Lang } from '@guichet/policy'

const thin = '\u202f'

const fr = {
  title: 'Courriels sur une demande',
  ask: (number: number) => `Vous ne suivrez plus la demande ${number} et ne recevrez plus de courriels à son sujet. Rien d’autre ne change.`,
  confirm: 'Ne plus recevoir ces courriels',
  done: (number: number) => `C’est fait${thin}: plus de courriels sur la demande ${number}.`,
  again: 'Pour en recevoir de nouveau, suivez la demande au bureau.',
  gone: 'Ce lien n’est pas valable.',
  preferences: 'Choisir quand vous recevez ces courriels',
}

const en: typeof fr = {
  title: 'E-mails about a request',
  ask: (number) => `You will no longer follow request ${number} and get no more e-mails about it. Nothing else changes.`,
  confirm: 'Get no more of these e-mails',
  done: (number) => `Done: no more e-mails about request ${number}.`,
  again: 'To get them again, follow the request at the desk.',
  gone: 'This link is worth nothing.',
  preferences: 'Choose when you get these e-mails',
}

/** The words of the page on which an agent ends the letters about a request. */
export const unfollowTexts = (lang: Lang): typeof fr => (lang === 'fr' ? fr : en)
