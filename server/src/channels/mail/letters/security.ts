import type { Lang } from '@guichet/policy/model'
import { instantInWords } from '@guichet/policy/words/instants'
import { readBrowser } from '#people/browsers.ts'
import type { SecurityLetter, SecurityMatter } from '#outbox/letter.ts'
import type { Block } from './layout.ts'

interface Words { readonly subject: string; readonly says: string; readonly after?: string }
type Given = SecurityLetter['content'] & { readonly provider: string; readonly when: string; readonly until: string }

const nb = '\u202f'

const fr: Record<SecurityMatter, (given: Given) => Words> = {
  reset: ({ provider, minutes }) => ({
    subject: `Choisir un nouveau mot de passe pour ${provider}`,
    says: `Ce lien vous laisse choisir un nouveau mot de passe. Il sert une seule fois, pendant ${minutes} minutes${nb}:`,
    after: `Vous ne l’avez pas demandé${nb}? Ignorez ce message${nb}: votre mot de passe reste le même.`,
  }),
  recovery: ({ provider, minutes }) => ({
    subject: `Second facteur perdu${nb}: confirmez votre demande à ${provider}`,
    says: `Quelqu’un a demandé, après s’être fait reconnaître, que le second facteur de votre compte soit retiré. Si c’est vous, confirmez-le ici dans les ${minutes} minutes. Le retrait aura lieu 72 heures après, et vous pourrez l’arrêter jusque-là${nb}:`,
    after: `Ce n’est pas vous${nb}? Ne suivez pas ce lien et changez votre mot de passe${nb}: quelqu’un le connaît peut-être.`,
  }),
  code: ({ provider, code, minutes }) => ({
    subject: `Votre code de confirmation pour ${provider}`,
    says: `Votre code est ${code}. Il sert une seule fois, pendant ${minutes} minutes, sur la page où vous l’avez demandé.`,
    after: `Vous n’avez rien demandé${nb}? Ne donnez ce code à personne, pas même à nous, et fermez vos sessions depuis la page Sécurité.`,
  }),
  elsewhere: ({ provider, name }) => ({
    subject: `Votre connexion à ${provider} passe par ${name}`,
    says: `Les personnes de votre organisation se connectent avec ${name}, et pas autrement. Commencez ici${nb}:`,
    after: `Vous n’avez rien demandé${nb}? Ignorez ce message${nb}: il n’ouvre rien par lui-même.`,
  }),
  password_set: ({ when }) => ({ subject: 'Votre mot de passe a été choisi ou changé', says: `Le mot de passe de votre espace client a été choisi ou changé le ${when}. Vos autres sessions sont fermées.` }),
  password_removed: ({ when }) => ({ subject: 'Votre mot de passe a été supprimé', says: `Le mot de passe de votre espace client a été supprimé le ${when}. On y entre désormais par un lien reçu par courriel, ou par une clé d’accès.` }),
  passkey_added: ({ when, name }) => ({ subject: 'Une clé d’accès a été ajoutée', says: `La clé d’accès «${nb}${name}${nb}» a été ajoutée à votre compte le ${when}.` }),
  passkey_removed: ({ when, name }) => ({ subject: 'Une clé d’accès a été retirée', says: `La clé d’accès «${nb}${name}${nb}» a été retirée de votre compte le ${when}.` }),
  totp_added: ({ when }) => ({ subject: 'Une application de codes a été ajoutée', says: `Depuis le ${when}, un code à six chiffres vous est demandé à la connexion.` }),
  totp_removed: ({ when }) => ({ subject: 'L’application de codes a été retirée', says: `Le ${when}, l’application qui donnait vos codes à six chiffres a été retirée de votre compte.` }),
  codes_made: ({ when }) => ({ subject: 'De nouveaux codes de secours ont été tirés', says: `Le ${when}, dix nouveaux codes de secours ont été tirés. Les précédents ne valent plus rien.` }),
  code_used: ({ when }) => ({ subject: 'Un code de secours a servi', says: `Un de vos codes de secours a servi le ${when}. S’il vous en reste peu, tirez-en d’autres depuis la page Sécurité.` }),
  new_browser: ({ when, provider }) => ({ subject: `Nouvelle connexion à votre espace ${provider}`, says: `Votre espace client a été ouvert le ${when} depuis un navigateur que nous ne connaissions pas encore.` }),
  tried: ({ when }) => ({ subject: 'Plusieurs codes faux ont été essayés sur votre compte', says: `Le ${when}, quelqu’un qui avait passé la première étape de la connexion a essayé plusieurs codes faux. Personne n’est entré.` }),
  recovery_begun: ({ until }) => ({
    subject: 'Votre second facteur va être retiré',
    says: `Le retrait de votre second facteur est demandé et confirmé. Il aura lieu le ${until}${nb}; vos sessions seront alors fermées. D’ici là, vous pouvez l’arrêter ici${nb}:`,
    after: `Ce n’est pas vous${nb}? Arrêtez-le tout de suite par ce lien, puis changez votre mot de passe.`,
  }),
  recovery_soon: ({ until }) => ({ subject: `Rappel${nb}: votre second facteur va être retiré`, says: `Le retrait de votre second facteur aura lieu le ${until}. Vous pouvez encore l’arrêter ici${nb}:` }),
  recovery_done: ({ when }) => ({ subject: 'Votre second facteur a été retiré', says: `Le ${when}, au terme des 72 heures, votre second facteur et vos codes de secours ont été retirés et vos sessions fermées. Vous pouvez en mettre un nouveau depuis la page Sécurité.` }),
  recovery_cancelled: ({ when }) => ({ subject: 'Le retrait de votre second facteur est arrêté', says: `Le ${when}, la demande de retrait de votre second facteur a été arrêtée. Rien n’a changé.` }),
}

const en: Record<SecurityMatter, (given: Given) => Words> = {
  reset: ({ provider, minutes }) => ({
    subject: `Choose a new password for ${provider}`,
    says: `This link lets you choose a new password. It works once, for ${minutes} minutes:`,
    after: 'You did not ask for it? Ignore this message: your password stays as it is.',
  }),
  recovery: ({ provider, minutes }) => ({
    subject: `Second factor lost: confirm your request to ${provider}`,
    says: `Somebody who passed the first step of signing in asked that the second factor of your account be removed. If it was you, confirm it here within ${minutes} minutes. It will be removed 72 hours later, and you can stop it until then:`,
    after: 'It was not you? Do not follow this link, and change your password: somebody may know it.',
  }),
  code: ({ provider, code, minutes }) => ({
    subject: `Your confirmation code for ${provider}`,
    says: `Your code is ${code}. It works once, for ${minutes} minutes, on the page where you asked for it.`,
    after: 'You did not ask for anything? Give this code to nobody, not even to us, and close your sessions from the Security page.',
  }),
  elsewhere: ({ provider, name }) => ({
    subject: `You sign in to ${provider} with ${name}`,
    says: `People of your organisation sign in with ${name}, and in no other way. Begin here:`,
    after: 'You did not ask for anything? Ignore this message: it opens nothing by itself.',
  }),
  password_set: ({ when }) => ({ subject: 'Your password was chosen or changed', says: `The password of your client area was chosen or changed on ${when}. Your other sessions are closed.` }),
  password_removed: ({ when }) => ({ subject: 'Your password was removed', says: `The password of your client area was removed on ${when}. From now on one enters by a link sent by mail, or with a passkey.` }),
  passkey_added: ({ when, name }) => ({ subject: 'A passkey was added', says: `The passkey “${name}” was added to your account on ${when}.` }),
  passkey_removed: ({ when, name }) => ({ subject: 'A passkey was removed', says: `The passkey “${name}” was removed from your account on ${when}.` }),
  totp_added: ({ when }) => ({ subject: 'An application for codes was added', says: `Since ${when}, a six-digit code is asked for when you sign in.` }),
  totp_removed: ({ when }) => ({ subject: 'The application for codes was removed', says: `On ${when}, the application that gave your six-digit codes was removed from your account.` }),
  codes_made: ({ when }) => ({ subject: 'New backup codes were drawn', says: `On ${when}, ten new backup codes were drawn. Those of before are worth nothing any more.` }),
  code_used: ({ when }) => ({ subject: 'A backup code was used', says: `One of your backup codes was used on ${when}. If few are left, draw others from the Security page.` }),
  new_browser: ({ when, provider }) => ({ subject: `New sign-in to your ${provider} area`, says: `Your client area was opened on ${when} from a browser that we did not know yet.` }),
  tried: ({ when }) => ({ subject: 'Several wrong codes were tried on your account', says: `On ${when}, somebody who had passed the first step of signing in tried several wrong codes. Nobody came in.` }),
  recovery_begun: ({ until }) => ({
    subject: 'Your second factor is going to be removed',
    says: `The removal of your second factor was asked for and confirmed. It will take place on ${until}; your sessions will then be closed. Until then you can stop it here:`,
    after: 'It was not you? Stop it at once by this link, then change your password.',
  }),
  recovery_soon: ({ until }) => ({ subject: 'Reminder: your second factor is going to be removed', says: `Your second factor will be removed on ${until}. You can still stop it here:` }),
  recovery_done: ({ when }) => ({ subject: 'Your second factor was removed', says: `On ${when}, at the end of the 72 hours, your second factor and your backup codes were removed and your sessions closed. You can set up a new one from the Security page.` }),
  recovery_cancelled: ({ when }) => ({ subject: 'The removal of your second factor was stopped', says: `On ${when}, the request to remove your second factor was stopped. Nothing has changed.` }),
}

/** What is asked for carries its own way out; what was done says what to do if it was somebody else. */
const asked = new Set<SecurityMatter>(['elsewhere', 'reset', 'recovery', 'code', 'recovery_begun', 'recovery_soon', 'recovery_cancelled'])
const stranger: Record<Lang, string> = {
  fr: `Ce n’est pas vous${nb}? Choisissez un nouveau mot de passe par «${nb}Mot de passe oublié${nb}» sur la page de connexion${nb}: toutes les sessions se ferment.`,
  en: 'It was not you? Choose a new password by “Forgotten password” on the sign-in page: every session is closed.',
}

function whereWords({ machine, browser }: { machine: string; browser: string }, lang: Lang): string {
  const { name, system } = readBrowser(browser)
  const parts = [name, system].filter((part) => part !== undefined)
  const program = parts.length === 0 ? undefined : parts.join(lang === 'fr' ? ' sur ' : ' on ')
  return lang === 'fr' ? `Depuis${nb}: ${[program ?? 'un navigateur inconnu', `adresse ${machine}`].join(', ')}.` : `From: ${[program ?? 'an unknown browser', `address ${machine}`].join(', ')}.`
}

/** Subject and blocks of a letter about somebody's way in. */
export function securityWords({ content, language: lang }: SecurityLetter, { provider, zone }: { provider: string; zone: string }): { subject: string; blocks: Block[] } {
  const inWords = (at: number) => instantInWords(at, { zone, lang })
  const { subject, says, after } = (lang === 'fr' ? fr : en)[content.what]({ ...content, provider, when: inWords(content.at), until: content.until === undefined ? '' : inWords(content.until) } as Given)
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
  return {
    subject,
    blocks: [
      paragraph(says), ...(content.link === undefined ? [] : [{ kind: 'link', href: content.link } as const]),
      ...(content.where === undefined ? [] : [paragraph(whereWords(content.where, lang))]),
      ...(after === undefined ? [] : [paragraph(after)]), ...(asked.has(content.what) ? [] : [paragraph(stranger[lang])]),
    ],
  }
}
