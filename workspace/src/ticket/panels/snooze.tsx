import { useState } from 'react'
import { instantInWords } from '#ui/formats.ts'
import { useDesk } from '../../desk.tsx'
import { usePreferences } from '../../preferences.tsx'
import { localMoment } from '../../record/form.ts'
import { wordsIn } from '../../texts/texts.ts'
import { readerZone, useNow } from '../../time.ts'
import { actTexts } from '../act-texts.ts'
import { useKeptWords } from '../kept-words.ts'
import { Frame } from './frame.tsx'
import type { PanelProps } from './panels.tsx'

const other = 'other'

/** Puts a ticket off: to a time that is often wanted, to the next opening as the policy tells it, or to any other. */
export function SnoozePanel({ page, run, close }: PanelProps) {
  const { lang } = usePreferences()
  const t = actTexts(lang)
  const { zone } = useDesk()
  const now = useNow()
  const [choice, setChoice] = useState<string>(page.snoozeChoices[0]?.name ?? other)
  const [when, setWhen] = useState(() => localMoment(now + 2 * 3_600_000))
  const [reason, setReason] = useKeptWords(page.number, 'snooze', 'reason')
  return (
    <Frame
      of={page.number} act="snooze" run={run} close={close}
      doing={() => {
        const why = reason.trim() === '' ? {} : { reason: reason.trim() }
        if (choice === 'opening') return { act: 'snooze', opening: true, ...why }
        const at = choice === other ? Date.parse(when) : Date.parse(page.snoozeChoices.find((one) => one.name === choice)?.at ?? '')
        return Number.isNaN(at) ? t.why['unusable-time']! : { act: 'snooze', until: new Date(at).toISOString(), ...why }
      }}
    >
      <fieldset className="choices">
        <legend>{t.until}</legend>
        {page.snoozeChoices.map(({ name, at, calendar }, index) => (
          <label key={name}>
            <input type="radio" name="until" autoFocus={index === 0} checked={choice === name} onChange={() => setChoice(name)} />
            <span>{calendar === null ? t.choices[name] : t.openingOf(wordsIn(calendar, lang, ''))} <small>{instantInWords(Date.parse(at) - (Date.parse(at) % 60_000), { zone, lang, now })}</small></span>
          </label>
        ))}
        <label>
          <input type="radio" name="until" autoFocus={page.snoozeChoices.length === 0} checked={choice === other} onChange={() => setChoice(other)} />
          <span>{t.otherTime}</span>
        </label>
      </fieldset>
      {choice === other && (
        <label className="field">
          <span>{t.when}</span>
          <input type="datetime-local" value={when} onChange={(event) => setWhen(event.target.value)} />
          <small>{t.whenHint(readerZone)}</small>
        </label>
      )}
      <label className="field">
        <span>{t.reason} <small>{t.optional}</small></span>
        <input type="text" value={reason} maxLength={1_000} onChange={(event) => setReason(event.target.value)} />
        <small>{t.snoozeHint}</small>
      </label>
    </Frame>
  )
}
