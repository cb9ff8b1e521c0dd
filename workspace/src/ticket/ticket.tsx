import type { TicketPage } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react'
import type { Refusal } from '../api/client.ts'
import { agentsQuery } from '../api/queries.ts'
import { openCommands, useOffer, type Command } from '../command/here.ts'
import { missingOf } from '../fields/missing.ts'
import { reach, reachField } from '../fields/part.ts'
import { fieldsSaving } from '../fields/saving.ts'
import type { ShortcutName } from '../keys/names.ts'
import { useShortcuts } from '../keys/shortcuts.ts'
import { noteWriting, noteWritten } from '../live/presence.ts'
import { useOwn } from '../own-preferences.ts'
import { focusAfter, isElsewhere } from '../parts/focus.ts'
import { useStillHere } from '../parts/here.ts'
import { later } from '../parts/later.tsx'
import { inWords, Problem } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { besideOf, nextAfter } from '../queue/neighbours.ts'
import { useAllowed, useRun, type Act, type Doing, type Run } from './acts.ts'
import { useActWords } from './act-words.ts'
import { ActBar } from './act-bar.tsx'
import { ActPanel, type PanelAct } from './act-panel.tsx'
import { useOpenedClause } from './clause-panel.ts'
import { ClauseWords } from './clause-words.tsx'
import { Confirm } from './confirm.tsx'
import { Composer } from './composer/composer.tsx'
import { composerTexts } from './composer/texts.ts'
import type { Wish } from './composer/wish.ts'
import { Head } from './head.tsx'
import { useMacroCommands } from './macro-commands.ts'
import { BetweenTickets } from './merge/between.tsx'
import { openBetween } from './merge/open.ts'
import type { DeskPanel } from './panels/which.ts'
import { Promises } from './promises.tsx'
import { Side } from './side/side.tsx'
import { Timeline } from './timeline.tsx'

/** Loaded after the first ticket: a key is often followed at once by words, which belong in its panel. */
const ActPanels = later(() => import('./panels/panels.tsx').then((module) => module.ActPanels))

/** Acts that have a shortcut, mostly of the same name. */
const keys: Partial<Record<Act, ShortcutName>> = {
  reply: 'reply', note: 'note', take: 'take', assign: 'assign', wait: 'wait', solve: 'solve', transfer: 'transfer', snooze: 'snooze', wake: 'wake', wait_supplier: 'wait_supplier', resume: 'resume', reopen: 'reopen',
  close: 'close', reprioritise: 'reprioritise', facts: 'facts', milestone: 'milestone', discretion: 'discretion', tags: 'tags', checklist: 'checklist', fields: 'fields', watch: 'watch', unwatch: 'watch', work: 'work', spam: 'spam', merge: 'merge',
}
const listed: readonly Act[] = [
  'reply', 'note', 'take', 'assign', 'transfer', 'wait', 'wait_supplier', 'resume', 'snooze', 'wake', 'solve', 'close', 'reopen', 'reprioritise', 'facts', 'milestone', 'discretion', 'tags', 'checklist', 'fields', 'watch', 'unwatch',
  'work', 'spam', 'unspam', 'merge', 'split', 'link',
]

/** A ticket: who asks, what was promised, what was said, what to do next. */
export function Ticket({ page, leave, goTo }: { page: TicketPage; leave: () => void; goTo: (number: number | undefined) => void }) {
  const { t, lang } = usePreferences()
  const run = useRun(page)
  const allowed = useAllowed(page)
  const words = useActWords()
  const agents = useQuery(agentsQuery).data
  const [wish, setWish] = useState<Wish | null>(null)
  const [panel, setPanel] = useState<PanelAct | DeskPanel | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const clause = useOpenedClause()
  const { nextAfterDone } = useOwn()
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    void ActPanels.fetch()
  }, [])

  const here = useStillHere()
  /** A refusal is shown where it was asked, or said to who has gone to another request meanwhile. */
  const refused = (why: Refusal) => (here() ? setRefusal(why) : say(`${t.number(page.number)} : ${inWords(why, t)}`))

  async function doNow(doing: Doing) {
    setRefusal(null)
    const answer = await run(doing)
    if (!answer.ok) refused(answer.refusal)
  }

  /** For what is changed beside the conversation: a refusal is shown above it. */
  const runHere: Run = async (doing, how) => {
    setRefusal(null)
    const answer = await run(doing, how)
    if (!answer.ok) refused(answer.refusal)
    return answer
  }

  /** What ends a ticket leads to the next one. */
  const runAndLeave: Run = async (doing, how) => {
    const answer = await run(doing, how)
    if (answer.ok && here() && !isElsewhere(document.querySelector('.act-panel')) && (doing.act === 'close' || doing.act === 'spam') && nextAfterDone) goTo(nextAfter(page.number))
    return answer
  }

  /** What lacks a field leads to that field; one that is still being saved is waited for. */
  const lacking = (act: Act) => {
    const from = document.activeElement
    const saving = fieldsSaving()
    if (!saving) {
      say(allowed[act].why ?? '')
      return reachField(missingOf(page)[0]?.id ?? '')
    }
    void saving.then(() => requestAnimationFrame(() => setTimeout(() => {
      if (here() && document.activeElement === from) latest.current.start(act)
    }, 0)))
  }
  const start = (act: Act) => {
    if (page.acts.some((one) => one.act === act && one.why === 'fields-missing')) return lacking(act)
    // A key says why, as the button shows it.
    if (!allowed[act].allowed) return say(allowed[act].why ?? '')
    setRefusal(null)
    const starts: Partial<Record<Act, () => void>> = {
      reply: () => setWish({ tab: 'reply', then: 'keep' }),
      note: () => setWish({ tab: 'note', then: 'keep' }),
      wait: () => setWish({ tab: 'reply', then: 'wait' }),
      solve: () => setWish({ tab: 'reply', then: 'solve' }),
      wait_supplier: () => setWish({ tab: 'note', then: 'supplier' }),
      take: () => void doNow({ act: 'take' }),
      resume: () => void doNow({ act: 'resume' }),
      assign: () => openCommands('assign'),
      reprioritise: () => setPanel('reprioritise'),
      milestone: () => setPanel('milestone'),
      reopen: () => setPanel('reopen'),
      transfer: () => setPanel({ act: 'transfer' }), snooze: () => setPanel({ act: 'snooze' }), facts: () => setPanel({ act: 'facts' }), work: () => setPanel({ act: 'work' }),
      close: () => setPanel({ act: 'close' }), spam: () => setPanel({ act: 'spam' }), discretion: () => setPanel({ act: 'discretion' }),
      wake: () => void doNow({ act: 'wake' }), unspam: () => void doNow({ act: 'unspam' }), watch: () => void doNow({ act: 'watch' }), unwatch: () => void doNow({ act: 'unwatch' }),
      merge: () => openBetween(page.number, 'merge'), split: () => openBetween(page.number, 'split'), link: () => openBetween(page.number, 'link'),
      tags: () => reach('tag-field'), checklist: () => reach('checklist-field'), fields: () => reachField((missingOf(page)[0] ?? page.fields.find(({ asked }) => asked))?.id ?? ''),
    }
    starts[act]?.()
  }
  const shut = () => {
    focusAfter(heading.current, heading.current?.closest('.ticket-scroll')?.querySelector('.act-panel'))
    setPanel(null)
  }
  const step = (by: 1 | -1) => {
    const to = besideOf(page.number, by)
    if (to !== undefined) goTo(to)
  }
  const latest = useRef({ start, doNow })
  useEffect(() => {
    latest.current = { start, doNow }
  })

  useShortcuts({
    reply: () => start('reply'), note: () => start('note'), assign: () => start('assign'), take: () => start('take'), wait: () => start('wait'), solve: () => start('solve'),
    transfer: () => start('transfer'), snooze: () => start('snooze'), wake: () => start('wake'), wait_supplier: () => start('wait_supplier'), resume: () => start('resume'), reopen: () => start('reopen'), close: () => start('close'),
    reprioritise: () => start('reprioritise'), facts: () => start('facts'), milestone: () => start('milestone'), discretion: () => start('discretion'), tags: () => start('tags'), checklist: () => start('checklist'), fields: () => start('fields'),
    watch: () => start(allowed.unwatch.allowed ? 'unwatch' : 'watch'), work: () => start('work'), spam: () => start('spam'),
    macros: () => setWish({ tab: 'reply', then: 'keep', macros: true }),
    next: () => step(1), previous: () => step(-1),
    leave: () => (panel === null ? leave() : setPanel(null)),
  })
  /** Whoever types in the composer is seen to write, by the others. */
  const typed = ({ target }: FormEvent) => {
    const place = target instanceof HTMLTextAreaElement ? target.closest('.composer-reply, .composer-note') : null
    if (place) noteWriting(page.number, place.classList.contains('composer-note') ? 'note' : 'reply')
  }
  const commands = useMemo((): Command[] => [
    ...listed.map((act): Command => ({
      id: act, group: 'ticket', label: words.label(act), whyNot: allowed[act].allowed ? null : (allowed[act].why ?? ''), run: () => latest.current.start(act), ...(keys[act] ? { shortcut: keys[act] } : {}),
    })),
    { id: 'macros', group: 'ticket', label: composerTexts(lang).macros, shortcut: 'macros', run: () => setWish({ tab: 'reply', then: 'keep', macros: true }) },
    { id: 'nobody', group: 'agents', label: t.acts.assignNobody, run: () => void latest.current.doNow({ act: 'assign', agentId: null }) },
    ...(agents ?? []).map(({ id, name }): Command => ({ id, group: 'agents', label: name, run: () => void latest.current.doNow({ act: 'assign', agentId: id }) })),
  ], [t, lang, words, allowed, agents])
  useOffer('ticket', commands)
  useOffer('macros', useMacroCommands(page.number, setWish))

  return (
    <article className="pane pane-ticket" aria-labelledby="ticket-title" onInput={typed}>
      <div className="ticket-scroll">
        <button type="button" className="button back" onClick={leave}>← {t.back}</button>
        <Head page={page} heading={heading} />
        <ActBar allowed={allowed} start={start} keys={keys} />
        <BetweenTickets page={page} start={() => start('merge')} />
        <Problem refusal={refusal} />
        {typeof panel === 'string' && <ActPanel key={panel} act={panel} page={page} run={run} close={shut} />}
        {panel !== null && typeof panel === 'object' && <ActPanels key={`${panel.act} ${panel.workId ?? ''}`} panel={panel} page={page} run={runAndLeave} close={shut} />}
        <div className="ticket-body">
          <div className="ticket-main">
            <Promises page={page} />
            <Timeline page={page} />
          </div>
          <Side page={page} run={runHere} fill={run} allowed={allowed} note={(workId, removed) => setPanel({ act: removed ? 'work_removed' : 'work', ...(workId === undefined ? {} : { workId }) })} />
        </div>
      </div>
      {clause?.number === page.number && <ClauseWords page={page} id={clause.id} />}
      <Confirm number={page.number} />
      <Composer page={page} run={run} allowed={allowed} wish={wish} done={(solved) => {
        noteWritten()
        if (solved && nextAfterDone && !isElsewhere(document.querySelector('.composer'))) goTo(nextAfter(page.number))
        else focusAfter(heading.current, document.querySelector('.composer'))
      }} />
    </article>
  )
}
