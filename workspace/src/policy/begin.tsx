import type { PolicyDesk, PolicyDraftSaved } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ask, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { Problem } from '../parts/problem.tsx'
import { usePreferences } from '../preferences.tsx'
import { deskQuery, draftQuery } from './api.ts'
import { policyTexts } from './texts.ts'

const largest = 1_000_000

/** The texts of the files that somebody chose: the policy, and its examples when they came along. */
async function textsOf(files: readonly File[]): Promise<{ source: string; examples: string } | undefined> {
  const read = await Promise.all(files.map((file) => file.text()))
  const isExamples = (text: string) => /^examples:/m.test(text)
  const source = read.find((text) => !isExamples(text))
  return source === undefined ? undefined : { source, examples: read.find(isExamples) ?? '' }
}

/** Begins the draft of the next version. */
export function Begin({ desk }: { desk: PolicyDesk }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const inForce = desk.versions.find(({ standing }) => standing === 'in_force')

  async function begin(body: object) {
    const answer = await ask<PolicyDraftSaved>(paths.policyDraft, { body })
    setRefusal(answer.ok || answer.refusal.code === 'policy-draft-changed' ? null : answer.refusal)
    await client.resetQueries({ queryKey: draftQuery.queryKey })
    await client.invalidateQueries({ queryKey: deskQuery.queryKey })
  }
  async function fromFiles(files: readonly File[]) {
    if (files.some(({ size }) => size > largest)) return setRefusal(t.fileTooLarge)
    const texts = await textsOf(files)
    return texts ? begin(texts) : setRefusal(t.fileNone)
  }

  return (
    <div className="empty">
      <p><strong>{t.noDraft[0]}</strong></p>
      {desk.mayWrite && (
        <>
          <p>{t.noDraft[1]}</p>
          <Problem refusal={refusal} />
          <p className="row-of-buttons policy-begin">
            {inForce && <button type="button" className="button button-main button-tall" onClick={() => void begin({ version: inForce.id })}>{t.begin}</button>}
            <button type="button" className="button button-tall" onClick={() => input.current?.click()}>{t.beginFile}</button>
          </p>
          <input
            ref={input} className="visually-hidden" type="file" multiple accept=".yaml,.yml,text/yaml" aria-label={t.fileLabel} tabIndex={-1}
            onChange={(event) => {
              void fromFiles([...(event.target.files ?? [])])
              event.target.value = ''
            }}
          />
        </>
      )}
    </div>
  )
}
