import type { FilledMacro, TicketPage } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../api/client.ts'
import { ticketQuery } from '../../api/queries.ts'
import { useDesk } from '../../desk.tsx'
import { allowedFilling } from '../../fields/missing.ts'
import { MissingFields } from '../../fields/missing-fields.tsx'
import { reachField } from '../../fields/part.ts'
import { KeyMark } from '../../keys/key-mark.tsx'
import { KeyCap } from '../../parts/key-cap.tsx'
import { useStillHere } from '../../parts/here.ts'
import { later } from '../../parts/later.tsx'
import { useSoon } from '../../parts/soon.ts'
import { inWords, Problem } from '../../parts/problem.tsx'
import { say } from '../../parts/say.tsx'
import { usePreferences } from '../../preferences.tsx'
import type { Act, Run } from '../acts.ts'
import { changesSince } from '../changes.ts'
import { Aside } from './aside.tsx'
import { Conflict } from './conflict.tsx'
import { deliver } from './deliver.ts'
import { emptyDraft, type Draft, type Tab } from './drafts.ts'
import { Enclosures, useEnclosing } from './enclosures.tsx'
import { Hints } from './hints.tsx'
import { hold } from './held.ts'
import { MentionField } from './mention-field.tsx'
import { composingQuery } from './reading.ts'
import { Recipients, shownTo } from './recipients.tsx'
import { changeDrafts, draftsAt, endDraft, hearDraft, useDrafts } from './store.ts'
import { Tabs } from './tabs.tsx'
import { composerTexts } from './texts.ts'
import { ThenChoice } from './then-choice.tsx'
import { useDropping } from './use-dropping.ts'
import { useSeen } from './use-seen.ts'
import { useWish } from './use-wish.ts'
import type { Wish } from './wish.ts'
import { buttonOf, doingOf } from './wording.ts'
import { useWarnings } from './warnings.tsx'

const MacroPicker = later(() => import('./macro-picker.tsx').then((module) => module.MacroPicker))
const ClausePicker = later(() => import('./clause-picker.tsx').then((module) => module.ClausePicker))

interface Props {
  page: TicketPage
  run: Run
  allowed: Record<Act, { allowed: boolean; why: string | null }>
  /** Each wish is an object of its own: the same one again is no new wish. */
  wish: Wish | null
  /** Sent; whether the ticket is solved by it. */
  done: (solved: boolean) => void
}

/** For how long an answer may be taken back, where its writer chose nothing. */
const usualUndo = 10

/** Where an agent answers the customer or leaves a note: two grounds that cannot be taken for one another. Drafts are kept, here and on the server. */
export function Composer({ page, run, allowed, wish, done }: Props) {
  const { t, lang } = usePreferences()
  const words = composerTexts(lang)
  useSoon(MacroPicker)
  useSoon(ClausePicker)
  const { me } = useDesk()
  const client = useQueryClient()
  const place = { agentId: me.agent.id, number: page.number }
  const drafts = useDrafts(place)
  const composing = useQuery(composingQuery(page.number)).data
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  /** The sheet that is being sent: on the other one may be written meanwhile. */
  const [sending, setSending] = useState<Tab | null>(null)
  const busy = sending !== null
  const here = useStillHere()
  /** Shown where it was asked, or said to who has gone to another request meanwhile. */
  const refused = (why: Refusal | string) => (here() ? setRefusal(why) : say(`${t.number(page.number)} : ${typeof why === 'string' ? why : inWords(why, t)}`))
  const [wide, setWide] = useState(() => drafts.reply.text !== '' || drafts.note.text !== '')
  const [picking, setPicking] = useState<'macro' | 'clause' | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const take = useRef<(macro: FilledMacro) => void>(() => undefined)
  const conflict = useRef<HTMLDivElement>(null)
  const { tab } = drafts
  const draft = drafts[tab]
  const may = allowedFilling(page, allowed, draft.alongside.fields)
  const changes = changesSince(page, draft.base, me.agent.id)
  const warnings = useWarnings(page, tab, draft)
  useSeen(page.number, composing?.mentions ?? 0)

  useWish(wish, {
    place, tab, field, take,
    begin: ({ macros }) => {
      setRefusal(null)
      setWide(true)
      setPicking(macros === true ? 'macro' : null)
    },
    choose: () => setPicking('macro'),
  })
  useEffect(() => {
    if (!composing) return
    for (const which of ['reply', 'note'] as const) hearDraft({ agentId: me.agent.id, number: page.number }, which, composing[which])
  }, [composing, me.agent.id, page.number])

  const base = { version: page.version, at: page.changedAt }
  const write = (which: Tab, next: (old: Draft) => Draft) =>
    changeDrafts(place, (before) => {
      const changed = { ...next(before[which]), key: null }
      const blank = changed.text.trim() === '' && changed.attachments.length === 0
      return { ...before, [which]: { ...changed, base: blank ? null : (changed.base ?? base) } }
    })
  const change = (which: Tab, part: Partial<Draft>) => write(which, (old) => ({ ...old, ...part }))
  const enclosing = useEnclosing(draft.attachments, (next) => write(tab, (old) => ({ ...old, attachments: next([...old.attachments]) })), refused)

  /** Puts words where the cursor stands; without one, after what is there. */
  const insert = (which: Tab, text: string, part: Partial<Draft> = {}) => {
    const at = which === tab && field.current ? field.current.selectionStart : null
    write(which, (old) => {
      const from = at ?? old.text.length
      const before = old.text.slice(0, from)
      const gap = before === '' || /\s$/.test(before) ? '' : '\n\n'
      return { ...old, ...part, text: `${before}${gap}${text}${old.text.slice(from)}` }
    })
    setPicking(null)
    setTimeout(() => field.current?.focus(), 0)
  }
  const takeMacro = ({ id, tab: which, text, acts }: FilledMacro) => {
    const { then, ...alongside } = acts
    changeDrafts(place, (before) => ({ ...before, tab: which }))
    const part = { macro: id, alongside, ...(then === 'keep' ? {} : { then }) }
    if (text !== '') return insert(which, text, part)
    change(which, part)
    setPicking(null)
    // Nothing is left to write: what it does is said beside the button that does it.
    setTimeout(() => document.querySelector<HTMLButtonElement>('.composer-send')?.focus(), 0)
  }

  useEffect(() => {
    take.current = takeMacro
  })

  async function send(anyway: boolean) {
    if (busy) return
    if (enclosing.going.length > 0) return setRefusal(words.waitUploads)
    const to = shownTo(page, composing).map(({ address }) => address)
    const undoSeconds = me.preferences.undoSeconds ?? usualUndo
    const doing = doingOf(tab, draft, t, { to, undoSeconds })
    if (typeof doing === 'string') {
      setRefusal(doing)
      field.current?.focus()
      return
    }
    const act = doing.act === 'reply' && doing.then !== 'keep' ? doing.then : doing.act
    // Of several at once, the server says which may not be done.
    const known = act in may ? may[act as Act] : undefined
    if (known && !known.allowed) return setRefusal(known.why ?? '')
    if (changes.length > 0 && !anyway) return conflict.current?.focus()
    setSending(tab)
    setRefusal(null)
    const { answer, sentAt } = await deliver(doing, { place, tab, draft, version: page.version, seen: draft.base ?? base, run, fresh: () => client.getQueryData(ticketQuery(page.number).queryKey) })
    setSending(null)
    if (!answer.ok) {
      if (answer.refusal.code !== 'version-changed') change(tab, {})
      return refused(answer.refusal.code === 'recipients-changed' ? words.recipientsChanged : answer.refusal)
    }
    const stays = draftsAt(place).tab === tab
    endDraft(place, tab, emptyDraft)
    if (doing.act === 'reply' && undoSeconds > 0 && answer.value.messageId !== null) hold({ number: page.number, messageId: answer.value.messageId, leavesAt: sentAt + undoSeconds * 1_000 })
    // Whoever has gone to another request, or writes on the other sheet by now, is left there.
    if (!here() || !stays) return
    setWide(false)
    done(act === 'solve')
  }

  const closed = !allowed.reply.allowed && tab === 'reply'
  const toNote = () => {
    changeDrafts(place, (before) => ({
      ...before, tab: 'note',
      note: { ...before.note, text: [before.note.text, before.reply.text].filter((text) => text.trim() !== '').join('\n\n'), attachments: [...before.note.attachments, ...before.reply.attachments], base, key: null },
      reply: emptyDraftKeeping(before.reply),
    }))
    setRefusal(null)
    setTimeout(() => field.current?.focus(), 0)
  }
  const attributes = {
    'aria-label': tab === 'reply' ? t.composer.replyLabel : t.composer.noteLabel, placeholder: tab === 'reply' ? t.composer.replyHint : t.composer.noteHint,
    // What is being sent no longer changes: words typed then would be in neither answer.
    readOnly: sending === tab, rows: wide ? 5 : 1, maxLength: 100_000, 'aria-keyshortcuts': tab === 'reply' ? 'r' : 'n',
  }
  const { dropping, paste, onDropping } = useDropping(!closed && draft.then !== 'supplier', enclosing.add, () => setWide(true))
  return (
    <section
      className={`composer composer-${tab}${wide ? ' composer-wide' : ''}${dropping ? ' composer-dropping' : ''}`} aria-label={t.composer.title} onFocus={() => setWide(true)} {...onDropping}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          void send(false)
        }
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.stopPropagation()
          if (draft.text === '' && draft.attachments.length === 0) setWide(false)
          document.getElementById('ticket-title')?.focus({ preventScroll: true })
        }
      }}
    >
      <Tabs tab={tab} choose={(next) => { changeDrafts(place, (before) => ({ ...before, tab: next })); setRefusal(null) }} />
      <div id="composer-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} className="composer-panel">
        <Recipients page={page} tab={tab} composing={composing} draft={draft} change={(copies) => change(tab, copies)} />
        {wide && <Aside page={page} agentId={me.agent.id} tab={tab} draft={draft} composing={composing} change={(part) => change(tab, part)} />}
        {changes.length > 0 && <Conflict ref={conflict} changes={changes} send={() => void send(true)} read={() => { changeDrafts(place, (before) => ({ ...before, [tab]: { ...before[tab], base } })); setRefusal(null) }} note={tab === 'reply' && draft.text.trim() !== '' ? toNote : null} />}
        <Problem refusal={refusal} />
        {picking !== null && (
          picking === 'macro' ? <MacroPicker number={page.number} wanted={warnings.wanted} choose={takeMacro} close={() => { setPicking(null); field.current?.focus() }} />
            : <ClausePicker number={page.number} choose={(clause) => insert(tab, words.clauseQuote(clause.text, clause.id, clause.href))} close={() => { setPicking(null); field.current?.focus() }} />
        )}
        {closed ? <p className="quiet">{allowed.reply.why}</p>
          : tab === 'note' ? <MentionField field={field} number={page.number} value={draft.text} mentions={draft.mentions} change={(text, mentions) => change('note', { text, mentions })} onPaste={paste} attributes={attributes} />
          : <textarea {...attributes} ref={field} value={draft.text} onPaste={paste} onChange={(event) => change('reply', { text: event.target.value })} />}
        {dropping && <p className="drop-hint" aria-hidden="true">{words.drop}</p>}
        {wide && !closed && (
          <>
            {warnings.lines}
            {tab === 'reply' && <MissingFields page={page} filling={draft.alongside.fields} reach={reachField} />}
            <div className="composer-foot">
              <ThenChoice tab={tab} then={draft.then} allowed={may} choose={(then) => change(tab, { then })} />
              {draft.then !== 'supplier' && <Enclosures files={draft.attachments} enclosing={enclosing} remove={(id) => change(tab, { attachments: draft.attachments.filter((one) => one.id !== id) })} />}
              <button type="button" className="button" aria-expanded={picking === 'macro'} onClick={() => setPicking(picking === 'macro' ? null : 'macro')}>{words.macros} <KeyMark name="macros" /></button>
              <button type="button" className="button" aria-expanded={picking === 'clause'} onClick={() => setPicking(picking === 'clause' ? null : 'clause')}>{words.clause}</button>
              <button type="button" className={`composer-send button ${tab === 'note' ? 'button-note' : 'button-main'}`} aria-disabled={busy} onClick={() => void send(false)}>
                {warnings.some ? words.sendAllTheSame : buttonOf(tab, draft, t, words.withoutText)} <KeyCap>Ctrl ↵</KeyCap>
              </button>
            </div>
            <Hints place={place} tab={tab} draft={draft} change={(part) => change(tab, part)} />
          </>
        )}
      </div>
    </section>
  )
}

/** The answer became a note: its sheet is empty, and the server is told. */
const emptyDraftKeeping = (before: Draft): Draft => ({ ...emptyDraft(), seen: before.seen, synced: before.synced })
