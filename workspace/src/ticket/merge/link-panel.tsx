import type { LinkKind, TicketPage } from '@guichet/protocol'
import { useState } from 'react'
import type { Refusal } from '../../api/client.ts'
import { useStillHere } from '../../parts/here.ts'
import { inWords } from '../../parts/problem.tsx'
import { say } from '../../parts/say.tsx'
import { usePreferences } from '../../preferences.tsx'
import { ChooseTicket } from './choose.tsx'
import { useBetween } from './doing.ts'
import { BetweenFrame } from './frame.tsx'
import { closeBetween } from './open.ts'
import { mergeTexts } from './texts.ts'

/** Links this ticket to another: what that one is to it. */
export function LinkPanel({ page }: { page: TicketPage }) {
  const { t: general, lang } = usePreferences()
  const t = mergeTexts(lang)
  const between = useBetween()
  const [other, setOther] = useState<number | null>(null)
  const [as, setAs] = useState<LinkKind>('related')
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [busy, setBusy] = useState(false)
  const here = useStillHere()
  async function submit() {
    if (other === null) return setRefusal(t.chooseOther)
    setBusy(true)
    setRefusal(null)
    const answer = await between(page.number, { path: 'links', version: page.version, body: { to: other, as } }, t.done.link(other))
    if (!here()) return answer.ok ? undefined : say(inWords(answer.refusal, general))
    setBusy(false)
    if (!answer.ok) return setRefusal(answer.refusal)
    closeBetween()
  }
  return (
    <BetweenFrame title={t.acts.link} refusal={refusal} busy={busy} submit={() => void submit()} yes={other === null ? null : t.doLink(other)}>
      {other === null ? <ChooseTicket number={page.number} label={t.linkOther} choose={setOther} customerOnly={false} /> : (
        <>
          <p>{general.number(other)} <button type="button" className="link" onClick={() => { setOther(null); setRefusal(null) }}>{t.change}</button></p>
          <label className="field">
            <span>{t.linkAs}</span>
            <select autoFocus value={as} onChange={(event) => setAs(event.target.value as LinkKind)}>
              {Object.entries(t.kinds).map(([kind, words]) => <option key={kind} value={kind}>{words}</option>)}
            </select>
          </label>
        </>
      )}
    </BetweenFrame>
  )
}
