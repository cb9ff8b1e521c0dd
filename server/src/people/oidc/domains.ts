import { domainToASCII } from 'node:url'

/**
 * Where anybody gets an address: such a domain says nothing of who somebody works for (AB-51). Those that people in France and its
 * neighbours have most; with any ending where the house has many.
 */
const houses = ['gmail', 'googlemail', 'outlook', 'hotmail', 'live', 'msn', 'yahoo', 'ymail', 'rocketmail', 'aol', 'gmx', 'mail', 'protonmail', 'proton', 'tutanota', 'tuta', 'zoho', 'yandex', 'fastmail']
const domains = new Set([
  'icloud.com', 'me.com', 'mac.com', 'pm.me', 'web.de', 't-online.de', 'free.fr', 'orange.fr', 'wanadoo.fr', 'sfr.fr', 'neuf.fr', 'cegetel.net', 'laposte.net', 'bbox.fr', 'numericable.fr', 'noos.fr',
  'club-internet.fr', 'aliceadsl.fr', 'libertysurf.fr', 'voila.fr', 'caramail.com', 'skynet.be', 'telenet.be', 'proximus.be', 'bluewin.ch', 'libero.it', 'virgilio.it', 'tiscali.it', 'terra.es', 'mail.ru',
  'bk.ru', 'inbox.ru', 'list.ru', 'qq.com', '163.com', '126.com', 'naver.com', 'hushmail.com', 'mailbox.org', 'posteo.net', 'posteo.de', 'mailo.com', 'netc.fr', 'ecomail.fr', 'duck.com', 'hey.com',
  'yopmail.com', 'mailinator.com', 'guerrillamail.com', 'example.com',
])
const endings = /^(com|net|org|fr|de|it|es|be|ch|ca|eu|me|nl|pl|pt|at|in|jp|uk|co\.uk|co\.jp|com\.br|com\.ar|com\.mx|com\.au|ru)$/

/** Whether anybody may have an address at a domain. */
export function isPublicDomain(domain: string): boolean {
  const dot = domain.indexOf('.')
  return domains.has(domain) || (houses.includes(domain.slice(0, dot)) && endings.test(domain.slice(dot + 1)))
}

/** A domain as it is compared: A-labels in lower case; undefined for what is none, or the end of all others. */
export function foldDomain(typed: string): string | undefined {
  const domain = domainToASCII(typed.trim().replace(/^@/, '').replace(/\.$/, '')).toLowerCase()
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain) && domain.length <= 253 ? domain : undefined
}
