/** Findings in the form that code hosts and editors show beside the lines: SARIF 2.1.0 (OASIS). */
import type { Finding, Lang } from '../model.ts'

const levels = { error: 'error', warning: 'warning', info: 'note' } as const

export interface SarifLog {
  $schema: string
  version: '2.1.0'
  runs: [{ tool: { driver: { name: string; informationUri?: string; rules: SarifRule[] } }; columnKind: 'utf16CodeUnits'; language: string; results: SarifResult[] }]
}
export interface SarifRule {
  id: string
  shortDescription: { text: string }
  fullDescription: { text: string }
  /** The way out. */
  help: { text: string }
  defaultConfiguration: { level: 'error' | 'warning' | 'note' }
}
export interface SarifResult {
  ruleId: string
  ruleIndex: number
  level: 'error' | 'warning' | 'note'
  message: { text: string }
  locations: [{ physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number; startColumn: number } }; logicalLocations?: [{ name: string; kind: 'clause' }] }]
}

/** One run of the checker as a SARIF log in a language: each finding with its place and way out, each of its names explained once. */
export function sarifOf(findings: readonly Finding[], lang: Lang): SarifLog {
  const codes = [...new Set(findings.map(({ code }) => code))].sort()
  const rules = codes.map((code): SarifRule => {
    const { severity, message, wayOut } = findings.find((one) => one.code === code)!
    return { id: code, shortDescription: { text: code.replaceAll('-', ' ') }, fullDescription: { text: message[lang] }, help: { text: wayOut[lang] }, defaultConfiguration: { level: levels[severity] } }
  })
  const results = findings.map(({ code, severity, message, wayOut, file, line, column, clause }): SarifResult => ({
    ruleId: code, ruleIndex: codes.indexOf(code), level: levels[severity], message: { text: `${message[lang]} ${wayOut[lang]}` },
    locations: [{
      physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: Math.max(line, 1), startColumn: Math.max(column, 1) } },
      ...(clause === undefined ? {} : { logicalLocations: [{ name: clause, kind: 'clause' }] }),
    }],
  }))
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0',
    runs: [{ tool: { driver: { name: 'guichet', rules } }, columnKind: 'utf16CodeUnits', language: lang, results }],
  }
}

/** A path as a URI: relative paths stay relative to where the checker ran. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/')
  return path.startsWith('/') ? `file://${path}` : path
}
