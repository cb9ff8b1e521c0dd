import { describe, expect, test } from 'vitest'
import { publish } from '../../src/publish/publish.ts'
import { publishWeeks } from '../../src/publish/week.ts'
import { at, readable, sample } from '../sample.ts'
import { policyOf, policyText } from '../support/policy.ts'
import { blocks, noon, table, told } from './reading.ts'
import { wholePolicy } from './whole.ts'

const valley = sample('village-internet')
const whole = wholePolicy()

describe('the week', () => {
  const calendar = (name: string, when = noon) => publish(valley, 'fr', when).calendars.find((one) => one.name === name)!
  const days = (of: { day: string; words: string; today: boolean }[]) => of.map(({ day, words, today }) => `${day} ${readable(words)}${today ? ' *' : ''}`)

  test('is told day by day, with the day of the instant', () => {
    expect(days(calendar('desk').ordinary)).toEqual([
      'lundi 9 h 00 – 12 h 00 et 14 h 00 – 18 h 00', 'mardi 9 h 00 – 12 h 00 et 14 h 00 – 18 h 00 *', 'mercredi 9 h 00 – 12 h 00 et 14 h 00 – 18 h 00',
      'jeudi 9 h 00 – 12 h 00 et 14 h 00 – 18 h 00', 'vendredi 9 h 00 – 12 h 00 et 14 h 00 – 18 h 00', 'samedi 9 h 00 – 12 h 00', 'dimanche fermé',
    ])
  })

  test('of a season stands apart, and has the day while it lasts', () => {
    const [summer] = calendar('desk', at('2026-07-10T12:00')).seasons
    expect(readable(summer!.when)).toBe('du 1er juillet au 31 août')
    expect(days(summer!.days)[4]).toBe('vendredi 8 h 00 – 13 h 00 *')
    expect(days(calendar('desk', at('2026-07-10T12:00')).ordinary).join()).not.toContain('*')
    expect(days(calendar('desk').seasons[0]!.days).join()).not.toContain('*')
  })

  test.each([
    ['fr', { from: '2026-07-01' }, 'à partir du 1er juillet 2026'], ['en', { from: '2026-07-01' }, 'from 1 July 2026'], ['fr', { until: '2026-12-31' }, 'jusqu’au 31 décembre 2026'], ['en', { until: '2026-12-31' }, 'until 31 December 2026'],
    ['fr', { from: '2026-07-01', until: '2026-12-31' }, 'du 1er juillet 2026 au 31 décembre 2026'], ['en', { yearly: { from: '07-01', until: '12-31' } }, 'from 1 July to 31 December'],
  ] as const)('says how long other hours last (%s, %j)', (lang, period, when) => {
    const spec = { kind: 'weekly', name: 'desk', zone: 'Europe/Paris', holidays: 'none', exceptions: [], periods: [{ week: {} }, { ...period, week: { 2: [{ from: 540, to: 720 }] } }] } as const
    const { ordinary, seasons: [season] } = publishWeeks(spec, 'Europe/Paris', lang, noon, () => '')
    expect(readable(season!.when)).toBe(when)
    expect([ordinary, season!.days].map((days) => days.filter(({ today }) => today).map(({ spans }) => spans))).toEqual([[], [[{ from: 540, to: 720 }]]])
  })

  test('cuts nights at midnight, and knows what is open all the time', () => {
    const named = new Map(publish(whole, 'fr', noon).calendars.map((one) => [one.name, one]))
    expect(named.get('night')!.restOf).toBe('office')
    expect(named.get('small_hours')!.ordinary[0]!.spans).toEqual([{ from: 0, to: 360 }, { from: 1320, to: 1440 }])
    expect(publish(wholePolicy((text) => text.replace('hours: ["22:00-06:00"]', 'hours: ["00:00-24:00"]')), 'fr', noon).calendars.map(({ always }) => always)).toEqual([false, false, true])
  })
})

describe('the special days of the year to come', () => {
  const days = (when: string, name = 'desk') => publish(valley, 'fr', at(when)).calendars.find((one) => one.name === name)!.special
    .map(({ date, label, hours }) => `${readable(date)} · ${label} · ${readable(hours)}`)

  test('are holidays, closures and half-days, from today on, for twelve months', () => {
    const found = days('2026-11-11T09:00')
    expect(found[0]).toBe('mercredi 11 novembre 2026 · Armistice de 1918 · fermé')
    expect(found[1]).toBe('jeudi 24 décembre 2026 · Veille de Noël · 9 h 00 – 12 h 00')
    expect(found.at(-1)).toBe('lundi 1er novembre 2027 · Toussaint · fermé')
    expect(days('2026-11-12T09:00')[0]).toContain('24 décembre')
  })

  test('leave out a holiday on a day when nobody is there anyway', () => {
    // 1 May 2027 is a Saturday: the desk opens on Saturdays, the technicians do not.
    expect(days('2026-10-06T12:00').join()).toContain('samedi 1er mai 2027')
    expect(days('2026-10-06T12:00', 'field').join()).not.toContain('1er mai')
  })

  test('are one table for all the calendars that have some', () => {
    const rows = table(valley, 'hours', 'Jours particuliers d’ici au 5 octobre 2027')
    expect(rows).toContainEqual(['Jeudi 24 décembre 2026', 'Veille de Noël', '9 h 00 – 12 h 00', 'comme à l’ordinaire'])
    expect(rows).toContainEqual(['Vendredi 25 décembre 2026', 'Noël', 'fermé', 'fermé'])
    // Closed on Saturdays anyway, which is not told as what one would have to look up.
    expect(rows).toContainEqual(['Samedi 1er mai 2027', 'Fête du Travail', 'fermé', 'fermé'])
  })

  const open = (calendars: string) => policyOf(policyText({ more: `- { id: "open", says: { fr: "Nos heures.", en: "Our hours." }, means: { calendars: ${calendars} } }` }))
  test('do not tell what a season says under its own name, and a season without hours is one line', () => {
    const seasons = open('{ alpha: { days: weekdays, hours: ["08:00-12:00"], holidays: none, seasons: [ { label: { fr: Examens, en: Exams }, from: 2026-12-12, until: 2026-12-22, week: { mon-sat: ["08:00-18:00"] } }, { label: { fr: Été, en: Summer }, from: 05-01, until: 08-29, week: {} } ] } }')
    const text = blocks(seasons, 'hours').flatMap((block) => (block.is === 'text' ? block.lines.map((line) => readable(line.map((part) => part.text).join(''))) : []))
    expect(text).toEqual(expect.arrayContaining(['Examens, du 12 décembre 2026 au 22 décembre 2026', 'Été, du 1er mai au 29 août · fermé']))
    expect(blocks(seasons, 'hours').flatMap((block) => (block.is === 'week' && block.caption.includes('alpha') ? [block.days.filter(({ spans }) => spans.length > 0).length] : []))).toEqual([5, 6])
    expect(publish(seasons, 'fr', noon).calendars.find(({ name }) => name === 'alpha')!.special).toEqual([])
  })

  test('tell a closing of two calendars on one line, and never as usual of a day on which one of them is closed', () => {
    const hours = (days: string, closures: string) => `{ days: ${days}, hours: ["08:00-12:00"], holidays: none, closures: [ ${closures} ] }`
    const [break_, eve] = ['{ from: 2026-12-23, until: 2027-01-03, label: { fr: Congé, en: Break } }', '{ on: 2026-12-30, label: { fr: Inventaire, en: Stock } }']
    const both = open(`{ alpha: ${hours('weekdays', break_)}, beta: ${hours('[mon, tue, wed, thu]', break_)}, gamma: ${hours('weekdays', eve)} }`)
    expect(table(both, 'hours', 'Jours particuliers d’ici au 5 octobre 2027')).toEqual([
      ['Du 23 décembre 2026 au 1er janvier 2027', 'Congé', 'fermé', 'fermé', 'voir les autres lignes'],
      ['Mercredi 30 décembre 2026', 'Inventaire', 'fermé', 'fermé', 'fermé'],
    ])
    const shorter = open(`{ alpha: ${hours('weekdays', break_)}, beta: ${hours('weekdays', break_.replace('2027-01-03', '2026-12-29'))} }`)
    expect(table(shorter, 'hours', 'Jours particuliers d’ici au 5 octobre 2027')).toEqual([
      ['Du 23 au 29 décembre 2026', 'Congé', 'fermé', 'fermé'],
      ['Du 23 décembre 2026 au 1er janvier 2027', 'Congé', 'fermé', 'voir les autres lignes'],
    ])
  })

  test('tell a closing of two weeks once, its weekends included, and leave out a calendar without any', () => {
    expect(publish(whole, 'fr', noon).calendars.flatMap(({ special }) => special)).toEqual([])
    const works = sample('village-internet', (text) => text.replace('closures: [ { on: 2026-12-24', 'closures: [ { from: 2027-09-06, until: 2027-09-18, label: { fr: Congés, en: Holidays } }, { on: 2026-12-24'))
    const [fr, en] = (['fr', 'en'] as const).map((lang) => publish(works, lang, noon).calendars[0]!.special.find(({ from }) => from === '2027-09-06')!)
    expect([readable(fr!.date), fr!.hours, fr!.until]).toEqual(['du 6 au 18 septembre 2027', 'fermé', '2027-09-18'])
    expect(readable(en!.date)).toBe('6 to 18 September 2027')
  })
})

describe('hours on the customer’s own wall', () => {
  test('say so', () => {
    const own = wholePolicy((text) => text.replace('office: { days: weekdays', 'office: { zone: customer, days: weekdays').replace('facts:\n', 'facts:\n  customer_zone: { default: Europe/Paris }\n'))
    expect(blocks(own, 'hours').some((block) => block.is === 'text' && told(block.lines)!.includes('À votre heure, là où vous êtes.'))).toBe(true)
    expect(blocks(whole, 'hours').some((block) => block.is === 'text' && told(block.lines)!.includes('À votre heure'))).toBe(false)
  })
})
