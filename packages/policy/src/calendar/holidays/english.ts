/** Federal holidays of the United States; bank holidays of England and Wales. */
import type { HolidaySpec } from './rules.ts'

const day = (id: string, fr: string, en: string, date: HolidaySpec['date'], more: Partial<HolidaySpec> = {}): HolidaySpec => ({ id, label: { fr, en }, date, ...more })
const nearest = { observed: 'nearest' } as const
const substitute = { observed: 'nextWorkday' } as const
const once = (year: number): Partial<HolidaySpec> => ({ years: [[year, year]] })

export const english: Readonly<Record<string, readonly HolidaySpec[]>> = {
  'us-federal': [
    day('new-year', 'Jour de l’An', 'New Year’s Day', { fixed: '01-01' }, nearest),
    day('martin-luther-king', 'Jour de Martin Luther King', 'Martin Luther King Jr. Day', { nth: 3, weekday: 1, month: 1 }),
    day('washington', 'Anniversaire de Washington', 'Washington’s Birthday', { nth: 3, weekday: 1, month: 2 }),
    day('memorial', 'Jour du Souvenir', 'Memorial Day', { nth: -1, weekday: 1, month: 5 }),
    day('juneteenth', 'Juneteenth', 'Juneteenth', { fixed: '06-19' }, { ...nearest, since: 2021 }),
    day('independence', 'Fête de l’Indépendance', 'Independence Day', { fixed: '07-04' }, nearest),
    day('labour-day', 'Fête du Travail', 'Labor Day', { nth: 1, weekday: 1, month: 9 }),
    day('columbus', 'Jour de Christophe Colomb', 'Columbus Day', { nth: 2, weekday: 1, month: 10 }),
    day('veterans', 'Jour des anciens combattants', 'Veterans Day', { fixed: '11-11' }, nearest),
    day('thanksgiving', 'Thanksgiving', 'Thanksgiving', { nth: 4, weekday: 4, month: 11 }),
    day('christmas', 'Noël', 'Christmas Day', { fixed: '12-25' }, nearest),
  ],
  'gb-england': [
    day('new-year', 'Jour de l’An', 'New Year’s Day', { fixed: '01-01' }, substitute),
    day('good-friday', 'Vendredi saint', 'Good Friday', { easter: -2 }),
    day('easter-monday', 'Lundi de Pâques', 'Easter Monday', { easter: 1 }),
    day('early-may', 'Jour férié de mai', 'Early May bank holiday', { nth: 1, weekday: 1, month: 5 }, { years: [[1978, 1994], [1996, 2019], [2021, null]] }),
    day('early-may', 'Jour férié de mai (8 mai 1945)', 'Early May bank holiday (VE day)', { fixed: '05-08' }, { years: [[1995, 1995], [2020, 2020]] }),
    day('spring', 'Jour férié de printemps', 'Spring bank holiday', { nth: -1, weekday: 1, month: 5 }, { years: [[1971, 2001], [2003, 2011], [2013, 2021], [2023, null]] }),
    day('spring', 'Jour férié de printemps', 'Spring bank holiday', { fixed: '06-04' }, once(2002)),
    day('golden-jubilee', 'Jubilé d’or', 'Golden Jubilee', { fixed: '06-03' }, once(2002)),
    day('spring', 'Jour férié de printemps', 'Spring bank holiday', { fixed: '06-04' }, once(2012)),
    day('diamond-jubilee', 'Jubilé de diamant', 'Diamond Jubilee', { fixed: '06-05' }, once(2012)),
    day('spring', 'Jour férié de printemps', 'Spring bank holiday', { fixed: '06-02' }, once(2022)),
    day('platinum-jubilee', 'Jubilé de platine', 'Platinum Jubilee', { fixed: '06-03' }, once(2022)),
    day('royal-wedding', 'Mariage royal', 'Royal wedding', { fixed: '04-29' }, once(2011)),
    day('state-funeral', 'Funérailles d’État', 'State funeral of Queen Elizabeth II', { fixed: '09-19' }, once(2022)),
    day('coronation', 'Couronnement', 'Coronation of King Charles III', { fixed: '05-08' }, once(2023)),
    day('summer', 'Jour férié d’été', 'Summer bank holiday', { nth: -1, weekday: 1, month: 8 }),
    day('millennium', 'Passage à l’an 2000', 'Millennium', { fixed: '12-31' }, once(1999)),
    day('christmas', 'Noël', 'Christmas Day', { fixed: '12-25' }, substitute),
    day('boxing-day', 'Lendemain de Noël', 'Boxing Day', { fixed: '12-26' }, substitute),
  ],
}
