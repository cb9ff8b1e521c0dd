import { createElement } from 'react'
import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { wallAt } from '@guichet/policy/words/formats'
import type { Http } from '#platform/http.ts'
import { listOfCustomer, listSorts, listStates } from '#desk/desk.ts'
import type { ListedTicket, ListQuestion } from '#desk/desk.ts'
import { findProfile, rightsOf, wallOf } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { TicketsPage, type ListChoice } from '#portal/pages/tickets.tsx'
import { askingTexts } from '#portal/texts/areas/asking.ts'
import { textsIn } from '#portal/texts/texts.ts'
import { onOwnPage, type SignedVisitor } from './own-page.ts'
import { sendPage } from './pages.ts'
import { lineOf, promiseOf } from './ticket-view.ts'

const perPage = 50
const mostExported = 20_000
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const date = /^\d{4}-\d{2}-\d{2}$/

/** What of a list was asked for, as its address says it; what makes no sense there is left out. */
function choiceOf(query: Readonly<Record<string, unknown>>, visitor: SignedVisitor): ListChoice {
  const text = (name: string) => (typeof query[name] === 'string' ? (query[name] as string).trim() : '')
  const one = <T extends string>(given: string, of: readonly T[]) => of.find((value) => value === given)
  const sees = rightsOf(visitor.contact).sees
  const tabs = ['mine' as const, ...(sees !== 'own' && visitor.contact.teamIds.length > 0 ? ['team' as const] : []), ...(sees === 'all' ? ['all' as const] : [])]
  const search = text('q').slice(0, 200)
  return {
    tabs, whose: one(text('whose'), tabs) ?? tabs.at(-1) ?? 'mine', state: one(text('state'), listStates), service: uuid.test(text('service')) ? text('service') : undefined, late: text('late') === '1',
    from: date.test(text('from')) ? text('from') : undefined, to: date.test(text('to')) ? text('to') : undefined, search: search === '' ? undefined : search, sort: one(text('sort'), listSorts) ?? 'changed',
  }
}

/** Midnight of a day in a zone; undefined for a day that is none. */
function midnight(day: string | undefined, zone: string, after = 0): number | undefined {
  if (day === undefined) return undefined
  try {
    return Temporal.PlainDate.from(day).add({ days: after }).toZonedDateTime(zone).epochMilliseconds
  } catch {
    return undefined
  }
}

function questionOf(choice: ListChoice, { contact, readerZone }: SignedVisitor): Omit<ListQuestion, 'limit' | 'cursor'> {
  return {
    wall: wallOf(contact), contactId: contact.id, teamIds: contact.teamIds, whose: choice.whose, state: choice.state, serviceId: choice.service, late: choice.late,
    from: midnight(choice.from, readerZone), to: midnight(choice.to, readerZone, 1), words: choice.search, sort: choice.sort,
  }
}

/** The address of a list, some of it changed. */
function addressOf(choice: ListChoice, changes: Readonly<Record<string, string | undefined>> = {}, path = ''): string {
  const { whose, state, service, late, from, to, search: q, sort } = choice
  const query = new URLSearchParams()
  const said = { whose, state, service, late: late ? '1' : undefined, from, to, q, sort: sort === 'changed' ? undefined : sort, ...changes }
  for (const [name, value] of Object.entries(said)) if (value !== undefined && value !== '') query.set(name, value)
  return `${path}?${query}`
}

/** One's requests, those of one's team, those of one's company: found again, counted on, taken away. */
export function addTicketsList(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/tickets', onOwnPage(desk, () => '/tickets', async (visitor, frame, request, reply) => {
    const query = request.query as Record<string, unknown>
    const choice = choiceOf(query, visitor)
    const cursor = typeof query.page === 'string' ? query.page.slice(0, 500) : undefined
    const [{ rows, next }, profile] = await Promise.all([
      listOfCustomer(desk, visitor.provider.id, { ...questionOf(choice, visitor), limit: perPage, cursor }),
      findProfile(desk, visitor.provider.id, { customerId: visitor.contact.customer.id }),
    ])
    const zone = visitor.policy?.zone ?? 'UTC'
    const lines = await Promise.all(rows.map((row) => lineOf(desk, row, visitor, zone)))
    const home = `/${visitor.provider.slug}/${visitor.lang}/tickets`
    return sendPage(reply, createElement(TicketsPage, {
      frame,
      view: {
        zone, lines, choice, services: (profile?.services ?? []).map(({ id, name }) => ({ id, name })),
        tabs: choice.tabs.map((tab) => ({ tab, href: addressOf({ ...choice, whose: tab }, {}, home) })),
        ...(next ? { nextHref: addressOf(choice, { page: next }, home) } : {}), ...(cursor ? { firstHref: addressOf(choice, {}, home) } : {}),
        exports: (['csv', 'raw', 'json'] as const).map((format) => ({ format, href: addressOf(choice, format === 'raw' ? { raw: '1' } : {}, `${home}.${format === 'json' ? 'json' : 'csv'}`) })),
        clearHref: `${home}?whose=${choice.whose}`,
      },
    }))
  }))

  const sometimes = { config: { rateLimit: { max: 60, timeWindow: 3_600_000 } } }
  http.get('/:provider/:lang/tickets.csv', sometimes, onOwnPage(desk, () => '/tickets', async (visitor, _frame, request, reply) => {
    const choice = choiceOf(request.query as Record<string, unknown>, visitor)
    // `raw=1` leaves texts as they are, for programs that are no spreadsheet.
    const raw = (request.query as { raw?: unknown }).raw === '1'
    void reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="tickets-${visitor.contact.customer.number.replaceAll(/[^\w-]/g, '')}.csv"`)
    return reply.send(Readable.from(csvOf(desk, visitor, choice, raw)))
  }))
  http.get('/:provider/:lang/tickets.json', sometimes, onOwnPage(desk, () => '/tickets', async (visitor, _frame, request, reply) => {
    const choice = choiceOf(request.query as Record<string, unknown>, visitor)
    void reply.type('application/json; charset=utf-8').header('content-disposition', `attachment; filename="tickets-${visitor.contact.customer.number.replaceAll(/[^\w-]/g, '')}.json"`)
    return reply.send(Readable.from(jsonOf(desk, visitor, choice)))
  }))
}

/** Everything that a list holds, page by page. */
async function* allOf(desk: Desk, visitor: SignedVisitor, choice: ListChoice): AsyncGenerator<ListedTicket[]> {
  let cursor: string | undefined
  for (let given = 0; given < mostExported; given += 500) {
    const { rows, next } = await listOfCustomer(desk, visitor.provider.id, { ...questionOf(choice, visitor), limit: 500, cursor })
    yield rows
    if (!next) return
    cursor = next
  }
}

/** A text that a spreadsheet would take for a formula is marked as text (AB-36), also after a comma: English ones part cells there. */
export function asText(value: string): string {
  return value.replace(/^\s*[=+\-@\t\r]/, "'$&").replaceAll(/([,\t\r\n][\s"]*)(?=[=+\-@])/g, "$1'")
}

/** A local date and time that spreadsheets read. */
function inTable(at: number, zone: string): string {
  const wall = wallAt(at, zone)
  const two = (n: number) => String(n).padStart(2, '0')
  const minutes = Math.floor(wall.seconds / 60)
  return `${wall.year}-${two(wall.month)}-${two(wall.date)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

async function* csvOf(desk: Desk, visitor: SignedVisitor, choice: ListChoice, raw: boolean): AsyncGenerator<string> {
  const { lang, readerZone: zone } = visitor
  const t = textsIn(lang)
  const ours = askingTexts(lang)
  const text = (value: string | null) => (value === null ? '' : raw ? value : asText(value))
  const write = (rows: readonly unknown[][]) => stringify(rows as unknown[][], { delimiter: ';', record_delimiter: 'windows' })
  // The mark without which spreadsheets read accents wrong.
  yield `\uFEFF${write([Object.values(ours.columns)])}`
  for await (const rows of allOf(desk, visitor, choice)) {
    const lines = await Promise.all(rows.map(async (row) => {
      const due = await promiseOf(desk, row, visitor)
      return [
        row.number, text(row.subject), t.states[row.state], text(row.service), text(row.contact), inTable(row.opened_at, zone), inTable(row.changed_at, zone),
        text(due?.label ?? null), due ? inTable(due.dueAt, zone) : '', due?.late ? ours.yes : due ? ours.no : '',
      ]
    }))
    yield write(lines)
  }
}

async function* jsonOf(desk: Desk, visitor: SignedVisitor, choice: ListChoice): AsyncGenerator<string> {
  const instant = (at: number) => new Date(at).toISOString()
  yield '{"tickets":['
  let first = true
  for await (const rows of allOf(desk, visitor, choice)) {
    for (const row of rows) {
      const due = await promiseOf(desk, row, visitor)
      const { number, subject, state, service, contact } = row
      yield `${first ? '' : ','}\n${JSON.stringify({
        number, subject, state, service, contact, openedAt: instant(row.opened_at), changedAt: instant(row.changed_at), unread: row.unread,
        promise: due ? { label: due.label, dueAt: instant(due.dueAt), late: due.late } : null,
      })}`
      first = false
    }
  }
  yield '\n]}\n'
}
