import type { PolicyDesk, PolicyDraft, PolicyFact, PolicyFinding } from '@guichet/protocol'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { instantInWords } from '#ui/formats.ts'
import { ask, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { Problem, Unreadable } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { Sure } from '../parts/sure.tsx'
import { usePreferences } from '../preferences.tsx'
import { now } from '../time.ts'
import { wordsIn } from '../texts/texts.ts'
import { checkQuery, deskQuery, playQuery, schemaQuery } from './api.ts'
import { Conflict } from './conflict.tsx'
import { Difference } from './difference.tsx'
import { Editor, type EditorHandle } from './editor.tsx'
import { Examples } from './examples.tsx'
import { Findings } from './findings.tsx'
import { Outline } from './outline.tsx'
import { Preview } from './preview.tsx'
import { Publish } from './publish.tsx'
import { policyTexts } from './texts.ts'
import { Try } from './try.tsx'
import { useDraft, type Writing } from './use-draft.ts'
import { exportFile } from './words.ts'

const panels = ['findings', 'outline', 'examples', 'try', 'difference', 'preview', 'publish'] as const
type Panel = (typeof panels)[number]
type File = 'policy' | 'examples'
const noFinding: readonly PolicyFinding[] = []

/** A value as it was some time ago: what is typed is looked at in the pauses. */
function useLater<T>(value: T, pause: number): T {
  const [later, setLater] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), pause)
    return () => clearTimeout(timer)
  }, [value, pause])
  return later
}

/** The draft: its two texts in the editor, and beside them what they say. */
export function DraftView({ draft, desk }: { draft: PolicyDraft; desk: PolicyDesk }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const tookOver = useCallback((who: string | null) => say(who === null ? t.goneClean : t.took(who)), [t])
  const writing = useDraft(draft, desk.draft, desk.mayWrite, tookOver)
  const { source, examples } = writing.texts
  const [file, setFile] = useState<File>('policy')
  const [panel, setPanel] = useState<Panel>('findings')
  const editor = useRef<EditorHandle>(null)

  const soon = useLater(source, 300)
  const later = useLater(writing.texts, 900)
  const check = useQuery({ ...checkQuery(soon), placeholderData: keepPreviousData })
  const play = useQuery({ ...playQuery(later.source, later.examples), placeholderData: keepPreviousData })
  const schema = useQuery(schemaQuery(file)).data
  const checked = check.data
  const fresh = soon === source && !check.isPlaceholderData
  // A mistake half-way takes no names away: those of the last sound text stay.
  const [declared, setDeclared] = useState<readonly PolicyFact[] | null>(null)
  if (checked?.sound && checked.sound.facts !== declared) setDeclared(checked.sound.facts)
  const facts = useMemo(() => (declared ?? []).map(({ name, label, values }) => ({ name, label: wordsIn(label, lang, name), values: values.map(({ value, label: said }) => ({ value, label: wordsIn(said, lang, value) })) })), [declared, lang])
  const inForce = desk.versions.find(({ standing }) => standing === 'in_force')

  const go = useCallback((where: File, line: number, column?: number) => {
    setFile(where)
    setTimeout(() => editor.current?.go(line, column))
  }, [])
  const { write: keepWritten } = writing
  const write = useMemo(() => (desk.mayWrite ? (text: string) => keepWritten(file === 'policy' ? { source: text } : { examples: text }) : undefined), [desk.mayWrite, file, keepWritten])
  const counts: Partial<Record<Panel, number>> = {
    findings: checked?.findings.filter(({ severity }) => severity !== 'info').length ?? 0, examples: play.data?.results.filter(({ ok }) => !ok).length ?? 0,
  }

  return (
    <>
      <Standing writing={writing} desk={desk} />
      <Conflict writing={writing} />
      <div className="policy-desk">
        <section className="policy-write" aria-label={t.fileGroup}>
          <div className="policy-switch" role="group" aria-label={t.fileGroup}>
            {(['policy', 'examples'] as const).map((one) => <button key={one} type="button" className="button" aria-pressed={file === one} onClick={() => setFile(one)}>{t.files[one]} <code>{one === 'policy' ? 'policy.yaml' : 'examples.yaml'}</code></button>)}
          </div>
          <Editor
            key={file} handle={editor} text={file === 'policy' ? source : examples} label={t.editorLabel(t.files[file])} write={write} schema={schema} facts={facts}
            namesOf={file === 'policy' ? undefined : source} findings={file === 'policy' ? (fresh ? checked?.findings : undefined) ?? noFinding : play.data?.findings ?? noFinding}
          />
        </section>
        <section className="policy-read" aria-label={t.panelsLabel}>
          <div className="policy-switch" role="group" aria-label={t.panelsLabel}>
            {panels.filter((one) => one !== 'publish' || desk.mayWrite).map((one) => (
              <button key={one} type="button" className="button" aria-pressed={panel === one} onClick={() => setPanel(one)}>{t.panels[one]}{(counts[one] ?? 0) > 0 && <span className="count count-near">{counts[one]}</span>}</button>
            ))}
          </div>
          <div className="policy-panel" role="region" tabIndex={0} aria-label={t.panels[panel]}>
            {check.isError && panel !== 'outline' && <Unreadable what={t.tooLong} error={check.error} retry={() => void check.refetch()} />}
            {panel === 'findings' && <Findings checked={checked} go={(line, column) => go('policy', line, column)} />}
            {panel === 'outline' && <Outline source={soon} go={(line) => go('policy', line)} />}
            {panel === 'examples' && (play.isError ? <Unreadable what={t.tooLong} error={play.error} retry={() => void play.refetch()} /> : <Examples played={play.data} go={(line, column) => go('examples', line, column)} />)}
            {panel === 'try' && <Try source={soon} facts={declared} zone={checked?.sound?.zone ?? desk.zone ?? ''} examples={examples} keepExample={desk.mayWrite ? (text) => writing.write({ examples: text }) : undefined} />}
            {panel === 'difference' && <Difference source={soon} sound={checked?.sound != null} since={inForce?.id ?? null} />}
            {panel === 'preview' && <Preview sound={checked?.sound != null} saved={writing.saving === 'saved'} version={writing.version} />}
            {panel === 'publish' && desk.mayWrite && <Publish writing={writing} checked={fresh ? checked : undefined} played={later === writing.texts && !play.isPlaceholderData ? play.data : undefined} versions={desk.versions} now={now()} />}
          </div>
        </section>
      </div>
    </>
  )
}

/** Whether what is written is kept, by whom and when; and what can be done with the whole of it. */
function Standing({ writing: { saving, changed, refusal, texts, version, settle, leave }, desk }: { writing: Writing; desk: PolicyDesk }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const client = useQueryClient()
  const [problem, setProblem] = useState<Refusal | null>(null)
  const when = instantInWords(Date.parse(changed.at), { zone: desk.zone ?? 'Europe/Paris', lang, now: now() })

  async function drop() {
    // What cannot be kept any more may be thrown away all the same.
    const answer = await ask(paths.policyDraft, { method: 'DELETE', version: (await settle()) ?? version })
    setProblem(answer.ok ? null : answer.refusal)
    if (answer.ok) {
      leave()
      say(t.dropped)
    }
    await client.invalidateQueries({ queryKey: deskQuery.queryKey })
  }
  return (
    <div className="policy-standing">
      <p className={saving === 'saved' || saving === 'waiting' || saving === 'saving' ? 'quiet' : 'warning'} role="status">{saving === 'saved' ? t.states.saved(when, changed.by) : t.states[saving]}</p>
      <Problem refusal={problem ?? (saving === 'refused' || saving === 'conflict' ? refusal : null)} />
      <p className="quiet">{t.basedOn(desk.draft?.basedOn ?? null)}</p>
      <p className="row-of-buttons">
        <button type="button" className="button" onClick={() => exportFile('policy.yaml', texts.source)}>{t.export} <code>policy.yaml</code></button>
        <button type="button" className="button" onClick={() => exportFile('examples.yaml', texts.examples)}>{t.export} <code>examples.yaml</code></button>
        {desk.mayWrite && <Sure label={t.drop} question={t.dropSure} yes={t.dropYes} no={t.dropNo} act={drop} />}
      </p>
    </div>
  )
}
