import type { PolicyChecked, PolicyDraftHead, PolicyFinding, PolicyPlayed, PolicyTried, PolicyVersion } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import type { Draft } from '#policies/drafts.ts'
import type { KeptVersion } from '#policies/versions.ts'
import type { Checked, Played, Side, Tried } from '#policies/workshop/jobs.ts'

type Found = Checked['findings'][number]
type Said = NonNullable<Side['said']>['fr']

export const versionView = (one: KeptVersion): PolicyVersion => ({
  ...one, effectiveAt: writeInstant(one.effectiveAt), publishedAt: writeInstant(one.publishedAt), withdrawn: one.withdrawn && { at: writeInstant(one.withdrawn.at), by: one.withdrawn.by },
})

export const headView = ({ version, basedOn, changedAt, changedBy }: Draft): PolicyDraftHead => ({ version, basedOn, changedAt: writeInstant(changedAt), changedBy })

export const findingView = ({ file: _file, clause, ...found }: Found): PolicyFinding => ({ ...found, clause: clause ?? null })

/** What a check of a draft found, and what it would be once published. */
export function checkedView({ sound, findings }: Checked): PolicyChecked {
  const facts = sound?.facts.map((fact) => ({ ...fact, values: fact.values.map(({ value, label }) => ({ value, label })) })) ?? []
  return { findings: findings.map(findingView), sound: sound && { ...sound, effectiveAt: writeInstant(sound.effectiveAt), facts } }
}

/** How the examples of a draft came out; null where an example says nothing. */
export function playedView({ sound, findings, results }: Played): PolicyPlayed {
  return {
    sound, findings: findings.map(findingView),
    results: results.map(({ id, name, row, line, ok, differences }) => ({
      id, name: name ?? null, row: row ?? null, line, ok, differences: differences.map((one) => ({ key: one.key, expected: one.expected, actual: one.actual, clauses: one.clauses, line: one.line ?? null })),
    })),
  }
}

function toldView({ headline, because, instead, remarks, asks, promises, nothingPromised, clauses }: Said) {
  return { headline, because, instead, remarks: remarks.map(({ text }) => text), asks: asks.map(({ text }) => text), promises: promises.map(({ text }) => text), nothingPromised, clauses }
}

const sideView = (side: Side | null) => side && { said: side.said && { fr: toldView(side.said.fr), en: toldView(side.said.en) }, problem: side.problem }

/** One request decided by the draft and by the version in force, side by side, for the instant `at`. */
export function triedView({ draft, inForce, differences, example }: Tried, at: string): PolicyTried {
  return { draft: sideView(draft), inForce: sideView(inForce), differences: { fr: [...differences.fr], en: [...differences.en] }, example, at }
}
