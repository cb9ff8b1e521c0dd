import { useDesk } from '../../desk.tsx'
import { shortInstant, shortLength } from '../../parts/short.ts'
import { usePreferences } from '../../preferences.tsx'
import { wordsIn } from '../../texts/texts.ts'
import { useHour, useNow } from '../../time.ts'
import { actTexts } from '../act-texts.ts'
import { startWatch, useWatch } from './watch-time.ts'
import type { SideProps } from './side-props.ts'

/** Time spent on a ticket: by whom, when, what for; and a watch. */
export function WorkSide({ page, allowed, note }: SideProps & { note: (workId?: string, removed?: true) => void }) {
  const { lang } = usePreferences()
  const t = actTexts(lang)
  const { zone } = useDesk()
  const now = useHour()
  const kind = (name: string) => wordsIn(page.work.kinds.find((one) => one.name === name)?.label, lang, name)
  return (
    <>
      <p>{page.work.minutes === 0 ? <span className="quiet">{t.noWork}</span> : <strong className="figure">{t.total(shortLength(page.work.minutes * 60, lang))}</strong>}</p>
      <ul className="work-list">
        {page.work.entries.map((entry) => (
          <li key={entry.id}>
            <span><strong className="figure">{shortLength(entry.minutes * 60, lang)}</strong> {kind(entry.kind)}{entry.corrected && <small> {t.corrected}</small>}</span>
            <span className="quiet">{entry.agent.name}, {shortInstant(Date.parse(entry.startedAt), { now, zone, lang })}</span>
            {entry.note !== null && <span className="break">{entry.note}</span>}
            {allowed.work.allowed && entry.mayCorrect && (
              <span className="work-do">
                <button type="button" className="link" aria-label={t.correctOf(shortLength(entry.minutes * 60, lang))} onClick={() => note(entry.id)}>{t.correct}</button>
                <button type="button" className="link" aria-label={t.takeAwayOf(shortLength(entry.minutes * 60, lang))} onClick={() => note(entry.id, true)}>{t.takeAway}</button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {allowed.work.allowed && <p className="side-do"><Watch number={page.number} stop={() => note()} /><button type="button" className="button" onClick={() => note()}>{t.addWork}</button></p>}
    </>
  )
}

/** The watch: stopped, it opens the panel with what it told. */
function Watch({ number, stop }: { number: number; stop: () => void }) {
  const { lang } = usePreferences()
  const t = actTexts(lang)
  const now = useNow()
  const since = useWatch(number)
  return since === null
    ? <button type="button" className="button" onClick={() => startWatch(number, now)}>{t.start}</button>
    : <button type="button" className="button button-running" onClick={stop}>{t.stop(shortLength((now - since) / 1_000, lang))}</button>
}
