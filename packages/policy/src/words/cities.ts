/** The cities and islands of the zone names that French and English call otherwise than the zone does. */
import type { Lang } from '../model.ts'

export const french: Readonly<Record<string, string>> = {
  Algiers: 'Alger', Athens: 'Athènes', Azores: 'Açores', Beirut: 'Beyrouth', Brussels: 'Bruxelles', Bucharest: 'Bucarest', Cairo: 'Le Caire',
  Canary: 'Canaries', Chisinau: 'Chișinău', Comoro: 'Comores', Copenhagen: 'Copenhague', Damascus: 'Damas', Dubai: 'Dubaï', Havana: 'La Havane',
  Ho_Chi_Minh: 'Hô-Chi-Minh-Ville', Jerusalem: 'Jérusalem', Kuwait: 'Koweït', Kyiv: 'Kiev', Lisbon: 'Lisbonne', London: 'Londres',
  Madeira: 'Madère', Mauritius: 'Maurice', Mexico_City: 'Mexico', Montreal: 'Montréal', Moscow: 'Moscou', Noumea: 'Nouméa', Reunion: 'La Réunion', Riyadh: 'Riyad',
  Sao_Paulo: 'São Paulo', Seoul: 'Séoul', Singapore: 'Singapour', Tehran: 'Téhéran', Vienna: 'Vienne', Warsaw: 'Varsovie',
}
export const english: Readonly<Record<string, string>> = { Noumea: 'Nouméa', Reunion: 'Réunion', Sao_Paulo: 'São Paulo' }

/** The city of an IANA zone as it is called: "Bruxelles" for Europe/Brussels. Undefined for a zone that names none. */
export function cityOfZone(zone: string, lang: Lang): string | undefined {
  const city = zone.includes('/') ? zone.split('/').at(-1) : undefined
  if (!city) return undefined
  return (lang === 'fr' ? french : english)[city] ?? city.replaceAll('_', ' ')
}
