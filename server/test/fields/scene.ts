import type { Answer, Trial } from '../harness.ts'
import { openStaff } from '../acts/scene.ts'

/** A company with staff, and what fields need: made by who administers, filled in by agents. */
export async function openFields(trial: Trial, slug: string) {
  const staff = await openStaff(trial, slug)
  const { company, lead } = staff
  const admin = async (method: string, path: string, body?: unknown, as = lead.id): Promise<Answer> =>
    company.call(method, `admin/fields${path}`, { cookie: await company.asAgent(as), headers: { 'accept-language': 'fr' }, ...(body === undefined ? {} : { body }) })
  const make = async (body: Record<string, unknown>): Promise<string> => {
    const made = await admin('POST', '', { label: { fr: String(body.name) }, type: 'text', ...body })
    if (made.status !== 201) throw new Error(made.text)
    return made.body.id as string
  }
  const listed = async () => (await admin('GET', '')).body.rows
  const set = async (number: number, id: string, value: unknown, how: { seen?: unknown; as?: string; lang?: string } = {}): Promise<Answer> =>
    company.call('PUT', `queue/${number}/fields/${id}`, { cookie: await company.asAgent(how.as ?? company.agent.id), headers: { 'accept-language': how.lang ?? 'fr' }, body: { value, seen: how.seen ?? null } })
  /** The fields that somebody is shown on a ticket, by name. */
  const shown = async (number: number, as = company.agent.id): Promise<Record<string, { value: unknown; asked: boolean; set: unknown }>> =>
    Object.fromEntries((await staff.page(number, as)).body.fields.map((field: { name: string }) => [field.name, field]))
  /** What stands in them. */
  const values = async (number: number, as?: string) => Object.fromEntries(Object.entries(await shown(number, as)).map(([name, { value }]) => [name, value]))
  return { ...staff, admin, make, listed, set, shown, values }
}
