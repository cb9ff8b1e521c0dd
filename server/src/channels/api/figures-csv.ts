import type { Figures, FigureTicket, Lang } from '@guichet/protocol'
import { line } from './csv.ts'

const lineHeads: Record<Lang, readonly string[]> = {
  fr: ['Niveau', 'Mesure', 'Promesse', 'Articles', 'Portée', 'Jugée sur', 'Cible', 'Unité', 'Calendrier', 'Dans la cible', 'Hors cible', 'Encore dues, cible passée', 'En cours', 'Exclues', 'n', 'Moyenne', 'Médiane', '90e centile', 'Maximum', 'Part dans la cible (%)', 'Au moins'],
  en: ['Tier', 'Measure', 'Promise', 'Clauses', 'Bond', 'Judged by', 'Target', 'Unit', 'Calendar', 'Within target', 'Over target', 'Still owed, past target', 'Running', 'Left out', 'n', 'Mean', 'Median', '90th percentile', 'Maximum', 'Share within target (%)', 'At least'],
}
const ticketHeads: Record<Lang, readonly string[]> = {
  fr: ['Ticket', 'Objet', 'Client', 'Agent', 'Mesure', 'Cycle', 'Issue', 'Motif d’exclusion', 'Compté', 'Cible', 'Unité', 'Commencée (UTC)', 'Échéance (UTC)', 'Terminée (UTC)'],
  en: ['Ticket', 'Subject', 'Customer', 'Agent', 'Measure', 'Cycle', 'Outcome', 'Why left out', 'Counted', 'Target', 'Unit', 'Begun (UTC)', 'Due (UTC)', 'Ended (UTC)'],
}
const yes: Record<Lang, readonly [string, string]> = { fr: ['non', 'oui'], en: ['no', 'yes'] }
const figure = (value: number | null) => (value === null ? '' : String(Math.round(value * 100) / 100))

/** The lines of a period as a table. */
export function linesOf({ lines }: Figures, lang: Lang): string {
  return line(lineHeads[lang]) + lines.map((one) => line([
    one.tier ?? '', one.metric, one.label[lang] ?? one.target, one.clauses.join(' '), one.bond, one.statistic === 'share' ? `share ${one.percent}` : one.statistic, figure(one.value), one.unit, one.calendar ?? '',
    ...[one.within, one.over, one.open, one.running, one.excluded, one.n].map(String), figure(one.mean), figure(one.median), figure(one.p90), figure(one.max), figure(one.share), yes[lang][one.atLeast ? 1 : 0],
  ])).join('')
}

/** The tickets behind a figure as a table. */
export function ticketsOf(rows: readonly FigureTicket[], lang: Lang): string {
  return line(ticketHeads[lang]) + rows.map((one) => line([
    String(one.number), one.subject, one.customer ?? '', one.assignee ?? '', one.metric, String(one.cycle), one.part, one.why ?? '', figure(one.counted), figure(one.value), one.unit, one.startedAt, one.dueAt ?? '', one.stoppedAt ?? '',
  ])).join('')
}
