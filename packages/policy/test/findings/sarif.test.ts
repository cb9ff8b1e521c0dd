import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile.ts'
import { sarifOf } from '../../src/findings/sarif.ts'
import { sampleText } from '../sample.ts'

/** What SARIF 2.1.0 compels and what we use of it (§3.13, §3.14, §3.19, §3.27, §3.28, §3.29, §3.30, §3.49). */
const text = { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 1 } }, additionalProperties: false }
const level = { enum: ['none', 'note', 'warning', 'error'] }
const position = { type: 'integer', minimum: 1 }
const shape = {
  type: 'object', required: ['version', 'runs'], additionalProperties: false,
  properties: {
    $schema: { type: 'string', format: 'uri' }, version: { const: '2.1.0' },
    runs: { type: 'array', items: {
      type: 'object', required: ['tool'], additionalProperties: false,
      properties: {
        tool: { type: 'object', required: ['driver'], properties: { driver: { type: 'object', required: ['name'], additionalProperties: false, properties: {
          name: { type: 'string' },
          rules: { type: 'array', uniqueItems: true, items: { type: 'object', required: ['id'], additionalProperties: false, properties: {
            id: { type: 'string' }, shortDescription: text, fullDescription: text, help: text, defaultConfiguration: { type: 'object', properties: { level }, additionalProperties: false },
          } } },
        } } } },
        columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] }, language: { type: 'string', pattern: '^[a-zA-Z]{2}(-[a-zA-Z]{2})?$' },
        results: { type: 'array', items: { type: 'object', required: ['message'], additionalProperties: false, properties: {
          ruleId: { type: 'string' }, ruleIndex: { type: 'integer', minimum: -1 }, level, message: text,
          locations: { type: 'array', items: { type: 'object', required: ['physicalLocation'], additionalProperties: false, properties: {
            physicalLocation: { type: 'object', required: ['artifactLocation', 'region'], additionalProperties: false, properties: {
              artifactLocation: { type: 'object', required: ['uri'], properties: { uri: { type: 'string', pattern: '^[^ <>"{}|\\\\^`]+$' } }, additionalProperties: false },
              region: { type: 'object', properties: { startLine: position, startColumn: position }, additionalProperties: false },
            } },
            logicalLocations: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, kind: { type: 'string' } }, additionalProperties: false } },
          } } },
        } } },
      },
    } },
  },
}
const validate = new Ajv2020({ formats: { uri: true } }).compile(shape)
const wrong = sampleText('village-internet').replace('holidays: [fr-metropole] }', '}').replace('acknowledged: { fr: "Nous sommes trois : la nuit, la demande attend.", en: "We are three: at night the request waits." } ', '').replace('zone: Europe/Paris', 'zone: CET')

describe('findings as SARIF', () => {
  test.each(['policy.yaml', '/srv/mes politiques/policy é.yaml', '<stdin>', 'C:\\policies\\policy.yaml'])('are of its shape, whatever the file: %s', (file) => {
    const log = sarifOf(compile([{ file, text: wrong }]).findings, 'fr')
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true)
    expect(log.runs[0].results.length).toBeGreaterThan(2)
  })

  test('have a region, a level, their clause, and rules whose help is the way out', () => {
    const { findings } = compile([{ file: 'policy.yaml', text: wrong }])
    const { tool, results } = sarifOf(findings, 'en').runs[0]
    const missing = findings.find(({ code }) => code === 'calendar-without-holidays')!
    expect(results).toContainEqual({
      ruleId: 'calendar-without-holidays', ruleIndex: tool.driver.rules.findIndex(({ id }) => id === 'calendar-without-holidays'), level: 'error', message: { text: `${missing.message.en} ${missing.wayOut.en}` },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'policy.yaml' }, region: { startLine: missing.line, startColumn: missing.column } }, logicalLocations: [{ name: '1', kind: 'clause' }] }],
    })
    expect(tool.driver.rules.find(({ id }) => id === 'zone-abbreviation')).toMatchObject({ help: { text: expect.stringContaining('Europe/Paris') }, defaultConfiguration: { level: 'error' } })
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
  })

  test('warnings and notes keep their levels; no finding gives an empty run', () => {
    const finding = { code: 'x', file: 'a.yaml', line: 0, column: 0, message: { fr: 'Un.', en: 'One.' }, wayOut: { fr: 'Deux.', en: 'Two.' } }
    expect(sarifOf([{ ...finding, severity: 'warning' }, { ...finding, severity: 'info' }], 'fr').runs[0].results.map(({ level: one, locations }) => [one, locations[0].physicalLocation.region.startLine])).toEqual([['warning', 1], ['note', 1]])
    expect(validate(sarifOf([], 'fr'))).toBe(true)
  })
})
