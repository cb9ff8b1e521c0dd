import { searchDesk } from '#desk/search/search.ts'
import type { SearchFound } from '#desk/search/search.ts'
import type { Desk } from '#policies/policies.ts'
import { budgets } from '../budgets.ts'
import { fill } from '../desk/folder.ts'
import { median, percentile } from '../measure/windows.ts'
import { figure } from '../report.ts'
import type { Line } from '../report.ts'
import type { Lived } from './lived.ts'

type Kind = 'rare' | 'common' | 'typing' | 'filtered'

/** Letter by letter, as a field sends it. */
const typed = (text: string): string[] => Array.from({ length: text.length - 1 }, (_, index) => text.slice(0, index + 2))

/** What agents look for, by how much of the desk it finds. */
async function questions(desk: Desk): Promise<Record<Kind, string[]>> {
  const { rows } = await desk.database.pool.query<{ number: number; name: string; customer: string; email: string }>(
    `select t.number, s.name, u.name as customer, c.email from tickets t left join services s on s.provider_id = t.provider_id and s.id = t.service_id
      join customers u on u.provider_id = t.provider_id and u.id = t.customer_id join contacts c on c.provider_id = t.provider_id and c.id = t.contact_id where t.number % 997 = 0 limit 20`)
  return {
    rare: rows.flatMap(({ number, name, customer, email }) => [String(number), `#${number}`, email, `"${customer}"`, ...(name === null ? [] : [name])]),
    common: ['serveur', 'bonjour', 'disque', 'redémarré service', 'courriel', 'erreur 502', 'la supervision', '"état du disque"', 'boutique -panier', 'rien'],
    typing: ['serveur injoignable', 'certificat', 'sauvegarde', 'quéré', 'imprimerie'].flatMap(typed),
    filtered: ['serveur state:open', 'disque due:late', 'agent:none', 'state:open,new', `customer:"${rows[0]!.customer}" bonjour`, 'opened:<2d', 'clause:S1-1 serveur', 'tag:none boutique', 'due:<1h'],
  }
}

const said: Readonly<Record<Kind, string>> = { rare: 'search, few found', common: 'search, very many found', typing: 'search as one types, letter by letter', filtered: 'search with filters' }

/** Searches one after the other in one process: what the server spends on one of them. */
export function lookAtSearch({ dataFolder, providerId, size, quick }: Lived): Promise<Line[]> {
  return fill(dataFolder, async (desk) => {
    const lines: Line[] = []
    const { rows: [agent] } = await desk.database.pool.query<{ id: string }>('select id from agents limit 1')
    const wall = { agentId: agent!.id, departments: null }
    for (const [kind, texts] of Object.entries(await questions(desk)) as [Kind, string[]][]) {
      const times: { text: string; time: number }[] = []
      let capped: SearchFound | undefined
      // The first round compiles and warms; it is not counted.
      for (let round = 0; round <= (quick ? 2 : 6); round++) {
        for (const text of texts) {
          const from = performance.now()
          const found = await searchDesk(desk, { providerId, wall, text, typing: kind === 'typing', limit: kind === 'typing' ? 8 : 50 })
          if (round > 0) times.push({ text, time: performance.now() - from })
          if (found.looked !== null) capped = found
        }
      }
      const [all, slowest] = [times.map(({ time }) => time), times.reduce((a, b) => (b.time > a.time ? b : a))]
      const budget = size > 100_000 ? undefined : kind === 'rare' ? budgets.searchRare : budgets.searchCommon
      lines.push({
        part: 'search', what: `${said[kind]}, ${size.toLocaleString('en-GB')} tickets, p95`, measured: percentile(all, 0.95), unit: 'ms', ...(budget ? { budget } : {}),
        note: `median ${figure(median(all))}, slowest ${figure(slowest.time)} (${slowest.text}) of ${all.length}${capped ? `; where more than 1,000 are found, the newest ${capped.looked!.toLocaleString('en-GB')} were looked through` : ''}`,
      })
    }
    return lines
  })
}
