/**
 * Public holidays of France by territory (Code du travail L3133-1, L3134-13, L3422-2; loi 83-550 and its decree),
 * TIME-16. No holiday is moved when it falls on a weekend. 8 May: 1953–1959 and since 1982.
 */
import type { HolidaySpec } from './rules.ts'

const national: readonly HolidaySpec[] = [
  { id: 'new-year', label: { fr: 'Jour de l’An', en: 'New Year’s Day' }, date: { fixed: '01-01' } },
  { id: 'easter-monday', label: { fr: 'Lundi de Pâques', en: 'Easter Monday' }, date: { easter: 1 } },
  { id: 'labour-day', label: { fr: 'Fête du Travail', en: 'Labour Day' }, date: { fixed: '05-01' } },
  { id: 'victory-1945', label: { fr: 'Victoire de 1945', en: 'Victory Day 1945' }, date: { fixed: '05-08' }, years: [[1953, 1959], [1982, null]] },
  { id: 'ascension', label: { fr: 'Ascension', en: 'Ascension Day' }, date: { easter: 39 } },
  { id: 'whit-monday', label: { fr: 'Lundi de Pentecôte', en: 'Whit Monday' }, date: { easter: 50 } },
  { id: 'national-day', label: { fr: 'Fête nationale', en: 'National Day' }, date: { fixed: '07-14' } },
  { id: 'assumption', label: { fr: 'Assomption', en: 'Assumption' }, date: { fixed: '08-15' } },
  { id: 'all-saints', label: { fr: 'Toussaint', en: 'All Saints’ Day' }, date: { fixed: '11-01' } },
  { id: 'armistice-1918', label: { fr: 'Armistice de 1918', en: 'Armistice Day 1918' }, date: { fixed: '11-11' } },
  { id: 'christmas', label: { fr: 'Noël', en: 'Christmas Day' }, date: { fixed: '12-25' } },
]

const goodFriday: HolidaySpec = { id: 'good-friday', label: { fr: 'Vendredi saint', en: 'Good Friday' }, date: { easter: -2 } }
const saintStephen: HolidaySpec = { id: 'saint-stephen', label: { fr: 'Saint-Étienne', en: 'St Stephen’s Day' }, date: { fixed: '12-26' } }

function abolition(fixed: string, since = 1983, until?: number): HolidaySpec {
  return {
    id: 'abolition-of-slavery',
    label: { fr: 'Abolition de l’esclavage', en: 'Abolition of slavery' },
    date: { fixed },
    since,
    ...(until === undefined ? {} : { until }),
  }
}

const local = (id: string, fr: string, en: string, date: HolidaySpec['date'], more: Partial<HolidaySpec> = {}): HolidaySpec => ({ id, label: { fr, en }, date, ...more })

/**
 * Thirteen territories. Good Friday is a holiday in Alsace-Moselle only where a commune has a Protestant temple or a mixed church:
 * two names, so that the choice is written. Overseas countries carry the national list; the days that their own assemblies
 * decided are lists apart, named beside it (`of: [fr-nouvelle-caledonie, fr-nouvelle-caledonie-locaux]`).
 */
export const france: Readonly<Record<string, readonly HolidaySpec[]>> = {
  'fr-metropole': national,
  'fr-alsace-moselle': [...national, goodFriday, saintStephen],
  'fr-alsace-moselle-sans-vendredi-saint': [...national, saintStephen],
  'fr-mayotte': [...national, abolition('04-27')],
  'fr-martinique': [...national, abolition('05-22')],
  'fr-guadeloupe': [...national, abolition('05-27')],
  'fr-guyane': [...national, abolition('06-10')],
  'fr-la-reunion': [...national, abolition('12-20')],
  'fr-saint-martin': [...national, abolition('05-27', 1983, 2017), abolition('05-28', 2018)],
  'fr-saint-barthelemy': [...national, abolition('10-09')],
  'fr-saint-pierre-et-miquelon': national,
  'fr-polynesie-francaise': national,
  'fr-nouvelle-caledonie': national,
  'fr-wallis-et-futuna': national,
  'fr-polynesie-francaise-locaux': [
    local('missionaries', 'Arrivée de l’Évangile', 'Missionary Day', { fixed: '03-05' }),
    goodFriday,
    local('autonomy', 'Fête de l’autonomie', 'Autonomy Day', { fixed: '06-29' }, { until: 2025 }),
    local('matarii', 'Matari’i', 'Matari’i', { fixed: '11-20' }, { since: 2026 }),
  ],
  'fr-nouvelle-caledonie-locaux': [local('citizenship', 'Fête de la citoyenneté', 'Citizenship Day', { fixed: '09-24' })],
  'fr-wallis-et-futuna-locaux': [
    local('saint-peter-chanel', 'Saint Pierre Chanel', 'St Peter Chanel’s Day', { fixed: '04-28' }),
    local('saints-peter-and-paul', 'Saints Pierre et Paul', 'Sts Peter and Paul’s Day', { fixed: '06-29' }),
    local('territory', 'Fête du Territoire', 'Territory Day', { fixed: '07-29' }),
  ],
}
