import type { Lang, Metric } from '../model.ts'

/** What is promised, and its French gender for what agrees with it. */
export const names: Record<Metric, { fr: string; feminine: boolean; en: string }> = {
  acknowledgement: { fr: 'accusé de réception', feminine: false, en: 'acknowledgement' },
  first_reply: { fr: 'réponse', feminine: true, en: 'reply' },
  next_reply: { fr: 'réponse suivante', feminine: true, en: 'next reply' },
  intervention: { fr: 'intervention', feminine: true, en: 'start of work' },
  update: { fr: 'nouvelles', feminine: true, en: 'update' },
  workaround: { fr: 'solution provisoire', feminine: true, en: 'workaround' },
  restoration: { fr: 'rétablissement', feminine: false, en: 'restoration' },
  resolution: { fr: 'résolution', feminine: true, en: 'resolution' },
  callback: { fr: 'rappel', feminine: false, en: 'call-back' },
  on_site: { fr: 'arrivée sur site', feminine: true, en: 'arrival on site' },
}

/** The name of what a metric measures: "réponse", "start of work". */
export function metricName(metric: Metric, lang: Lang): string {
  return names[metric][lang]
}

/** A French adjective in the gender and number of a metric's name: "garantie", "visé", "habituelle". */
export function agreeing(metric: Metric, adjective: string): string {
  const { feminine } = names[metric]
  const stem = feminine && adjective.endsWith('el') ? `${adjective}l` : adjective
  return `${stem}${feminine ? 'e' : ''}${metric === 'update' ? 's' : ''}`
}
