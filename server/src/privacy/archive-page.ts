import type { Lang } from '@guichet/policy/model'
import { instantInWords } from '@guichet/policy/words/instants'
import type { About } from './archive.ts'
import type { Gathered, GatheredMessage, GatheredTicket } from './gather.ts'
import { privacyWords } from './words.ts'

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

/** Nothing in it runs or is fetched: it is opened from a disk, beside whatever somebody once attached (AB-15, AB-16). */
const head = (lang: Lang, title: string) => `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #8888;overflow-wrap:anywhere}h2{margin-top:2.5rem}article{border-left:3px solid #8888;padding-left:1rem;margin:1rem 0}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:.3rem 0}.quiet{opacity:.75}</style></head><body><main>`

/** Writes the page of an archive: everything in it, readable without any program but a browser. */
export function archivePage(gathered: Gathered, lang: Lang, about: About): string {
  const t = privacyWords[lang].archive
  const when = (at: unknown) => (typeof at === 'number' ? instantInWords(at, { zone: about.zone, lang }) : '—')
  const shown = (value: unknown, name = ''): string => {
    if (value === null || value === undefined || value === '') return '—'
    if (typeof value === 'boolean') return value ? t.yes : t.no
    if (typeof value === 'number' && (/(_at|At|_until|^at)$/.test(name) || value > 1_000_000_000_000)) return escapeHtml(when(value))
    if (Array.isArray(value)) return value.length === 0 ? '—' : value.map((one) => shown(one)).join(', ')
    if (typeof value === 'object') return Object.entries(value).map(([key, one]) => `${escapeHtml(key)} : ${shown(one, key)}`).join('<br>')
    return escapeHtml(String(value))
  }
  const table = (heads: readonly string[], rows: readonly (readonly string[])[]) => (rows.length === 0 ? `<p>${t.none}</p>`
    : `<table><thead><tr>${heads.map((one) => `<th scope="col">${escapeHtml(one)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`)
  const record = (row: object) => `<table><tbody>${Object.entries(row).map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${shown(value, name)}</td></tr>`).join('')}</tbody></table>`
  const section = (title: string, content: string) => `<section><h2>${escapeHtml(title)}</h2>${content}</section>`
  const by = (who: string) => escapeHtml((t.by as Record<string, string>)[who] ?? (who === 'agent' ? t.agent : who))

  const message = (one: GatheredMessage) => `<article><p class="quiet">${escapeHtml(when(one.at))} · ${one.name === null ? by(one.by) : escapeHtml(one.name)}${one.note ? ` · ${escapeHtml(t.note)}` : ''}</p><pre>${escapeHtml(one.text)}</pre>${
    one.files.length === 0 ? '' : `<p>${escapeHtml(t.files)}</p><ul>${one.files.map((file) => `<li><a href="${escapeHtml(file.path.split('/').map(encodeURIComponent).join('/'))}" download>${escapeHtml(file.name)}</a></li>`).join('')}</ul>`
  }</article>`
  const ticket = (one: GatheredTicket) => `<section><h3 id="t${one.number}">${escapeHtml(t.ticket(one.number, one.subject))}</h3><p class="quiet">${escapeHtml(when(one.openedAt))} · ${escapeHtml(one.channel)} · ${escapeHtml(one.state)} · ${escapeHtml(t.version)} ${escapeHtml(one.policyVersion)}</p>${
    one.messages.map(message).join('')}<h4>${escapeHtml(t.answers)}</h4>${record(one.answers)}${Object.keys(one.fields).length === 0 ? '' : `<h4>${escapeHtml(t.fields)}</h4>${record(one.fields)}`}<h4>${escapeHtml(t.history)}</h4>${table([t.when, t.what, t.who], one.history.map((event) => [escapeHtml(when(event.at)), escapeHtml(event.what), by(event.by)]))}</section>`

  const title = t.title(about.provider)
  return `${head(lang, title)}<h1>${escapeHtml(title)}</h1><p>${escapeHtml(t.made(when(about.at)))}</p><p>${escapeHtml(t.masked)}</p>${[
    section(t.identity, record(gathered.identity)),
    gathered.customer === null ? '' : section(t.customer, record(gathered.customer)),
    section(t.consents, table([t.when, t.channel, t.version, t.machine, t.outcome, t.number], gathered.consents.map((one) => [
      escapeHtml(when(one.acceptedAt ?? one.at)), escapeHtml(one.channel), shown(one.policyVersion), shown(one.machine), escapeHtml(one.outcome), shown(one.ticket)]))),
    section(t.tickets, gathered.tickets.map(ticket).join('') || `<p>${t.none}</p>`),
    section(t.elsewhere, table([t.when, t.number, t.text], gathered.elsewhere.map((one) => [escapeHtml(when(one.at)), String(one.ticket), `<pre>${escapeHtml(one.text)}</pre>`]))),
    section(t.requests, table([t.when, t.channel, t.outcome, t.text], gathered.requests.map((one) => [escapeHtml(when(one.at)), escapeHtml(one.channel), escapeHtml(one.outcome), `${shown(one.subject)}<pre>${shown(one.text)}</pre>`]))),
    section(t.own, Object.entries(gathered.own).map(([name, rows]) => `<h3>${escapeHtml(t.tables[name] ?? name)}</h3>${rows.map(record).join('')}`).join('') || `<p>${t.none}</p>`),
    section(t.licences, gathered.licences.map(record).join('') || `<p>${t.none}</p>`),
    section(t.letters, table([t.when, t.what, t.state], gathered.letters.map((one) => [escapeHtml(when(one.at)), shown(one.subject ?? one.kind), escapeHtml(one.state)]))),
    section(t.asked, gathered.asked.map(record).join('') || `<p>${t.none}</p>`),
    section(t.consulted, table([t.when, t.what, t.who, t.number], gathered.consulted.map((one) => [escapeHtml(when(one.at)), escapeHtml(one.what), by(one.by), shown(one.ticket)]))),
    section(t.events, table([t.when, t.what, t.who], gathered.history.map((one) => [escapeHtml(when(one.at)), `${escapeHtml(one.what)}<br>${shown(one.data)}`, by(one.by)]))),
  ].join('')}</main></body></html>`
}
