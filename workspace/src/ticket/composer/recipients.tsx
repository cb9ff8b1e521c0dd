import type { Addressee, Composing, TicketPage } from '@guichet/protocol'
import { useId, useState } from 'react'
import { usePreferences } from '../../preferences.tsx'
import { mergeTexts } from '../merge/texts.ts'
import type { Draft, Tab } from './drafts.ts'
import { composerTexts } from './texts.ts'

type Copies = Pick<Draft, 'cc' | 'outsiders'>

const said = ({ address, name }: Addressee) => (name === null ? address : `${name} <${address}>`)
const isAddress = (text: string) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text)
const same = (one: string, two: string) => one.toLowerCase() === two.toLowerCase()

/** Whom the answer goes to by what the page itself knows, until the server has said it. */
export function shownTo(page: TicketPage, composing: Composing | undefined): Addressee[] {
  if (composing) return composing.to
  const address = page.contact?.email ?? page.sender.address
  return address === null ? [] : [{ address, name: page.contact?.name ?? page.sender.name }]
}

/** Who will read this, before it is written, exactly as the letters will be addressed; and in which language the policy answers. */
export function Recipients({ page, tab, composing, draft, change }: { page: TicketPage; tab: Tab; composing: Composing | undefined; draft: Draft; change: (copies: Copies) => void }) {
  const { t, lang } = usePreferences()
  const words = composerTexts(lang)
  if (tab === 'note') return <p className="recipients">{t.composer.noteFor}</p>
  const to = shownTo(page, composing)
  const answerIn = page.decision.answerIn ?? (page.language === lang ? null : page.language)
  return (
    <div className="recipients">
      {to.length === 0 && draft.cc.length === 0 ? <p>{t.composer.toNobody}</p> : <p><strong>{words.to}</strong> {to.map(said).join(', ')}</p>}
      {page.relations.alsoTo.length > 0 && <p><strong>{mergeTexts(lang).alsoTo}</strong> {page.relations.alsoTo.map((one) => `${said(one)} (${mergeTexts(lang).of(one.number)})`).join(', ')}</p>}
      <CopyList {...{ composing, draft, change }} />
      {answerIn !== null && <p className="answer-in">{page.decision.answerIn === null ? words.customerReads(t.composer.languages[answerIn] ?? answerIn) : t.composer.answerIn(t.composer.languages[answerIn] ?? answerIn)}</p>}
    </div>
  )
}

function CopyList({ composing, draft, change }: { composing: Composing | undefined; draft: Draft; change: (copies: Copies) => void }) {
  const { lang } = usePreferences()
  const words = composerTexts(lang)
  const list = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [outside, setOutside] = useState<string | null>(null)
  const contacts = composing?.contacts ?? []
  const known = (address: string) => contacts.find((contact) => same(contact.address, address))
  const put = (address: string, outsider: boolean) => {
    change({ cc: [...draft.cc.filter((one) => !same(one, address)), address], outsiders: outsider ? [...draft.outsiders, address] : draft.outsiders })
    setTyped(null)
    setProblem(null)
    setOutside(null)
  }
  const add = (text: string) => {
    const address = /<([^<>]+)>\s*$/.exec(text)?.[1]?.trim() ?? text.trim()
    if (!isAddress(address)) return setProblem(words.notAddress)
    const contact = known(address)
    if (contact) return put(contact.address, false)
    setProblem(null)
    setOutside(address)
  }
  const before = (composing?.before ?? []).filter(({ address }) => !draft.cc.some((one) => same(one, address)))
  return (
    <>
      {draft.cc.length > 0 && (
        <p className="copies">
          <strong>{words.cc}</strong>
          {draft.cc.map((address) => {
            const contact = known(address)
            return (
              <span key={address} className={contact || !composing ? 'copy' : 'copy copy-outside'}>
                {contact ? said(contact) : address}{!contact && composing && <small> {words.outside}</small>}
                <button type="button" className="button button-bare" aria-label={words.removeCopy(address)} onClick={() => change({ cc: draft.cc.filter((one) => one !== address), outsiders: draft.outsiders.filter((one) => one !== address) })}>×</button>
              </span>
            )
          })}
        </p>
      )}
      {typed === null ? <button type="button" className="link" onClick={() => setTyped('')}>{words.addCopy}</button> : (
        <div
          className="copy-add"
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            setTyped(null)
            setOutside(null)
          }}
        >
          <input
            type="text" autoFocus inputMode="email" autoComplete="off" list={list} value={typed} maxLength={254} aria-label={words.copyField} placeholder={words.copyHint}
            onChange={(event) => { setTyped(event.target.value); setOutside(null) }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
              event.preventDefault()
              add(typed)
            }}
          />
          <datalist id={list}>{contacts.map((contact) => <option key={contact.address} value={contact.address}>{contact.name ?? contact.address}</option>)}</datalist>
          <button type="button" className="button" onClick={() => add(typed)}>{words.add}</button>
          {problem !== null && <p className="problem" role="alert">{problem}</p>}
        </div>
      )}
      {outside !== null && (
        <div className="outside-ask" role="alert">
          <p>{words.outsideAsk(outside)}</p>
          <p className="conflict-do">
            <button type="button" className="button" onClick={() => { setOutside(null); setTyped(null) }}>{words.outsideNo}</button>
            <button type="button" className="button" onClick={() => put(outside, true)}>{words.outsideYes}</button>
          </p>
        </div>
      )}
      {before.length > 0 && (
        <p className="copies">
          <span>{words.before}</span>
          {before.map((one) => <button key={one.address} type="button" className="link" onClick={() => add(one.address)}>{said(one)}</button>)}
        </p>
      )}
    </>
  )
}
