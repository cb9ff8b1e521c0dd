import type { Lang } from '@guichet/protocol'
import type { Obstacle } from '#privacy/privacy.ts'

const words = {
  fr: {
    hold: (reason: string, until: string) => `Gel légal jusqu’au ${until} : ${reason}.`,
    tickets: (numbers: string) => `Demandes en cours : ${numbers}.`,
    contract: (name: string, until: string | null) => `Dernière personne du contrat « ${name} », ${until === null ? 'sans fin' : `jusqu’au ${until}`}.`,
  },
  en: {
    hold: (reason: string, until: string) => `Legal hold until ${until}: ${reason}.`,
    tickets: (numbers: string) => `Requests in progress: ${numbers}.`,
    contract: (name: string, until: string | null) => `Last person of the contract “${name}”, ${until === null ? 'without end' : `until ${until}`}.`,
  },
} as const

/** Why somebody cannot be erased today, for agents. */
export function obstaclesInWords(obstacles: readonly Obstacle[], lang: Lang): string {
  const t = words[lang]
  return obstacles
    .map((one) => (one.is === 'hold' ? t.hold(one.reason, one.until) : one.is === 'open_tickets' ? t.tickets(one.numbers.join(', ')) : t.contract(one.name, one.until)))
    .join(' ')
}
