import type { PolicyFinding } from '@guichet/protocol'
import type { Lang } from '../texts/texts.ts'

/** A finding as it is read where it stands: what is wrong, then the way out. */
export function findingInWords({ message, wayOut }: PolicyFinding, lang: Lang): string {
  return `${message[lang]}\n${wayOut[lang]}`
}

/** Hands a text over as a file. */
export function exportFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
