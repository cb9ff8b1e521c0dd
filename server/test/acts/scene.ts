import { addAgent, makeTeam } from '#people/people.ts'
import type { Agent } from '#people/people.ts'
import { ask, monday, openCompany } from '../harness.ts'
import type { Answer, Trial } from '../harness.ts'
import { policySource } from '../policy.ts'

/** The trial policy with departments, a courtesy that agents may grant, and facts that staff establish. */
export const source = policySource()
  .replace('clauses:', `  department: { label: { fr: Département, en: Department }, values: { technical: { fr: Technique, en: Technical }, financial: { fr: Comptabilité, en: Accounts } } }
  topic: { label: { fr: Sujet, en: Topic }, values: { hosting: { fr: Hébergement, en: Hosting }, programming: { fr: Programmation, en: Programming } } }
  courtesy: { type: flag, label: { fr: À titre gracieux, en: As a courtesy }, from: staff, default: no }
  work: { label: { fr: Travail, en: Work }, values: { labour: { fr: Main d’œuvre, en: Labour }, advice: { fr: Conseil, en: Advice } }, from: staff }
clauses:`)
  .replace('        - { when: { kind: networking }', `        - { name: code, when: { kind: [question, technical, billing], topic: programming, courtesy: no }, answer: excluded, reason: { fr: "La programmation n’est pas couverte.", en: "Programming is not covered." } }
        - { name: courtesy, when: { kind: [question, technical, billing], topic: programming, courtesy: yes }, answer: discretionary }
        - { when: { kind: networking }`)
  .replace('      handling:', `      department:
        - { name: technical, is: technical }
        - { name: financial, when: { kind: billing }, is: financial }
      handling:`)
  .replace('portal: { label: { fr: Espace client, en: Client area }, medium: portal }', 'portal: { label: { fr: Espace client, en: Client area }, medium: portal, calendar: support }')

/** A company of a trial with a lead, a colleague of the technical department, one of accounts, one who only looks on, and a team. */
export async function openStaff(trial: Trial, slug: string) {
  const company = await openCompany(trial, slug, source)
  const { id } = company.provider
  const person = (name: string, more: { roles?: string[]; departments?: string[] }): Promise<Agent> =>
    addAgent(trial.desk, id, { name, email: `${name.toLowerCase()}@${slug}.example`, password: 'un mot de passe assez long', ...more })
  const [lead, technical, financial, observer] = await Promise.all([
    person('Lea', { roles: ['lead', 'admin'] }), person('Theo', { departments: ['technical'] }), person('Fanny', { departments: ['financial'] }), person('Oscar', { roles: ['observer'] }),
  ])
  const team = await makeTeam(trial.desk, id, { kind: 'agent', id: lead.id }, { name: 'Nuit', department: null, members: [technical.id] })
  if (typeof team === 'string') throw new Error('no team')
  const opened = async (body: Record<string, unknown> = {}): Promise<number> => {
    trial.time.set(Date.parse(monday))
    const answer = await ask(company, body)
    if (answer.status !== 201) throw new Error(answer.text)
    return answer.body.number as number
  }
  /** Does something to a ticket as somebody; on the latest version unless one is told. */
  const does = async (number: number, path: string, body?: unknown, how: { as?: string; method?: string; version?: number; headers?: Record<string, string> } = {}): Promise<Answer> =>
    company.call(how.method ?? 'POST', `queue/${number}/${path}`, {
      cookie: await company.asAgent(how.as ?? company.agent.id), headers: { 'if-match': how.version === undefined ? '*' : `"${how.version}"`, ...how.headers }, ...(body === undefined ? {} : { body }),
    })
  const page = async (number: number, as = company.agent.id, lang = 'fr'): Promise<Answer> => company.call('GET', `queue/${number}`, { cookie: await company.asAgent(as), headers: { 'accept-language': lang } })
  const read = async (number: number): Promise<Answer['body']> => (await page(number)).body
  const row = (number: number) => trial.desk.database.db.selectFrom('tickets').selectAll().where('provider_id', '=', id).where('number', '=', number).executeTakeFirstOrThrow()
  /** The act of this kind that was done last, as the page offers to undo it. */
  const undoing = async (number: number, what: string, as?: string): Promise<Answer['body']> => (await page(number, as)).body.undoable.find((one: { what: string }) => one.what === what)
  const undo = async (number: number, eventId: string, as?: string): Promise<Answer> => does(number, 'undo', { eventId }, as === undefined ? {} : { as })
  return { company, lead, technical, financial, observer, teamId: team.id, opened, does, page, read, row, undoing, undo }
}
