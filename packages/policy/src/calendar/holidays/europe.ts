/** National holidays of some neighbours: only days that hold in the whole country. */
import type { HolidaySpec } from './rules.ts'

const day = (id: string, fr: string, en: string, date: HolidaySpec['date'], more: Partial<HolidaySpec> = {}): HolidaySpec => ({ id, label: { fr, en }, date, ...more })

const newYear = day('new-year', 'Jour de l’An', 'New Year’s Day', { fixed: '01-01' })
const epiphany = day('epiphany', 'Épiphanie', 'Epiphany', { fixed: '01-06' })
const goodFriday = day('good-friday', 'Vendredi saint', 'Good Friday', { easter: -2 })
const easterMonday = day('easter-monday', 'Lundi de Pâques', 'Easter Monday', { easter: 1 })
const labourDay = day('labour-day', 'Fête du Travail', 'Labour Day', { fixed: '05-01' })
const ascension = day('ascension', 'Ascension', 'Ascension Day', { easter: 39 })
const whitMonday = day('whit-monday', 'Lundi de Pentecôte', 'Whit Monday', { easter: 50 })
const assumption = day('assumption', 'Assomption', 'Assumption', { fixed: '08-15' })
const allSaints = day('all-saints', 'Toussaint', 'All Saints’ Day', { fixed: '11-01' })
const christmas = day('christmas', 'Noël', 'Christmas Day', { fixed: '12-25' })
const secondChristmas = day('second-christmas', 'Lendemain de Noël', 'Second day of Christmas', { fixed: '12-26' })

export const europe: Readonly<Record<string, readonly HolidaySpec[]>> = {
  be: [
    newYear, easterMonday, labourDay, ascension, whitMonday,
    day('national-day', 'Fête nationale', 'National Day', { fixed: '07-21' }),
    assumption, allSaints,
    day('armistice-1918', 'Armistice de 1918', 'Armistice Day 1918', { fixed: '11-11' }),
    christmas,
  ],
  lu: [
    newYear, easterMonday, labourDay,
    day('europe-day', 'Journée de l’Europe', 'Europe Day', { fixed: '05-09' }, { since: 2019 }),
    ascension, whitMonday,
    day('national-day', 'Fête nationale', 'National Day', { fixed: '06-23' }),
    assumption, allSaints, christmas,
    day('saint-stephen', 'Saint-Étienne', 'St Stephen’s Day', { fixed: '12-26' }),
  ],
  de: [
    newYear, goodFriday, easterMonday, labourDay, ascension, whitMonday,
    day('german-unity', 'Jour de l’Unité allemande', 'German Unity Day', { fixed: '10-03' }, { since: 1990 }),
    day('reformation-500', '500 ans de la Réforme', '500 years of Reformation', { fixed: '10-31' }, { years: [[2017, 2017]] }),
    christmas, secondChristmas,
  ],
  it: [
    newYear, epiphany, easterMonday,
    day('liberation', 'Fête de la Libération', 'Liberation Day', { fixed: '04-25' }),
    day('unity-150', '150 ans de l’unité italienne', '150 years of Italian unity', { fixed: '03-17' }, { years: [[2011, 2011]] }),
    labourDay,
    day('republic', 'Fête de la République', 'Republic Day', { fixed: '06-02' }, { since: 2001 }),
    assumption,
    day('saint-francis', 'Saint François d’Assise', 'St Francis of Assisi', { fixed: '10-04' }, { since: 2026 }),
    allSaints,
    day('immaculate-conception', 'Immaculée Conception', 'Immaculate Conception', { fixed: '12-08' }),
    christmas,
    day('saint-stephen', 'Saint-Étienne', 'St Stephen’s Day', { fixed: '12-26' }),
  ],
  nl: [
    newYear, easterMonday,
    day('queens-day', 'Fête de la Reine', 'Queen’s Day', { fixed: '04-30' }, { until: 2013, observed: 'sundayBefore' }),
    day('kings-day', 'Fête du Roi', 'King’s Day', { fixed: '04-27' }, { since: 2014, observed: 'sundayBefore' }),
    ascension, whitMonday, christmas, secondChristmas,
  ],
  'ch-federal': [day('national-day', 'Fête nationale suisse', 'Swiss National Day', { fixed: '08-01' }, { since: 1994 })],
}
