/** Addresses, hosts and channels. */
import type { Address, Medium } from '../policy.ts'
import { labelOf } from './calendars.ts'
import { calendarName } from './condition.ts'
import { type Context, declare } from './context.ts'
import { entriesOf, flag, keyword, listOf, mapOf, text, words, wrong } from './expect.ts'
import { asText, get, type Node } from './node.ts'
import { addressName } from './rules.ts'

export const media: readonly Medium[] = ['portal', 'mail', 'phone', 'chat', 'forum', 'list', 'social', 'post', 'fax', 'person', 'api', 'monitoring']
const channelKeys = ['label', 'medium', 'address', 'calendar', 'purpose', 'hidden', 'measured', 'call_cost', 'voicemail', 'acknowledged']

/** Mail, url or phone, told by its form; null when it is none. */
export function addressForm(value: string): Address['form'] | null {
  if (/^https?:\/\/[^\s/]+\S*$/i.test(value)) return 'url'
  if (/^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/.test(value)) return 'mail'
  return /^\+?[\d\s().-]{3,24}$/.test(value) ? 'phone' : null
}

/** Host of a url or a mail address, lower case; null without one. */
export function hostOf(value: string): string | null {
  const found = /^https?:\/\/(?:[^\s/@]*@)?([^\s/:?#]+)/i.exec(value) ?? /@([^\s@]+)$/.exec(value)
  return found ? found[1]!.toLowerCase() : null
}

export function readAddresses(ctx: Context, node: Node | undefined, clause: string): void {
  for (const { key: name, value, place } of entriesOf(ctx, node, 'addresses')) {
    if (!declare(ctx, 'address', name, place)) continue
    const written = text(ctx, value, `addresses.${name}`)
    const form = written === null ? null : addressForm(written)
    if (written !== null && form) ctx.addresses.set(name, { name, form, value: written, clause })
    else if (written !== null) wrong(ctx, value, `addresses.${name}`, 'une adresse de courrier, une adresse https:// ou un numéro de téléphone', 'a mail address, an https:// address or a telephone number')
  }
}

export function readHosts(ctx: Context, node: Node | undefined): void {
  for (const item of listOf(ctx, node, 'hosts')) {
    const host = text(ctx, item, 'hosts')
    if (host !== null) ctx.hosts.push({ host: host.toLowerCase(), place: item })
  }
}

export function readChannels(ctx: Context, node: Node | undefined, clause: string): void {
  for (const { key: name, value, place } of entriesOf(ctx, node, 'channels')) {
    const where = `channels.${name}`
    const map = mapOf(ctx, value, where, channelKeys)
    if (!map || !declare(ctx, 'channel', name, place)) continue
    const medium = keyword(ctx, get(map, 'medium'), `${where}.medium`, media)
    if (!get(map, 'medium')) ctx.findings.add('missing-key', map, { key: 'medium', where })
    const address = addressName(ctx, get(map, 'address'), `${where}.address`)
    const calendar = get(map, 'calendar')
    const open = calendar && asText(calendar) !== 'always' ? calendarName(ctx, calendar)[0] : undefined
    const voicemailNode = get(map, 'voicemail')
    const voicemail = voicemailNode && (asText(voicemailNode) === 'always' ? 'always' : calendarName(ctx, voicemailNode)[0])
    const purpose = words(ctx, get(map, 'purpose'), `${where}.purpose`)
    const callCost = words(ctx, get(map, 'call_cost'), `${where}.call_cost`)
    const acknowledged = words(ctx, get(map, 'acknowledged'), `${where}.acknowledged`)
    ctx.channels.set(name, {
      name, label: words(ctx, get(map, 'label'), `${where}.label`) ?? labelOf(ctx, name), medium: medium ?? 'portal', clause,
      hidden: flag(ctx, get(map, 'hidden'), `${where}.hidden`, false), measured: flag(ctx, get(map, 'measured'), `${where}.measured`, true),
      ...(address ? { address } : {}), ...(open ? { calendar: open } : {}), ...(purpose ? { purpose } : {}), ...(callCost ? { callCost } : {}), ...(voicemail ? { voicemail } : {}), ...(acknowledged ? { acknowledged } : {}),
    })
  }
}
