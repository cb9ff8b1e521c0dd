import { useRef } from 'react'
import { KeyMark } from '../../keys/key-mark.tsx'
import { useTexts } from '../../preferences.tsx'
import type { Tab } from './drafts.ts'

const both: readonly Tab[] = ['reply', 'note']

/** Reply or note: arrows go from one to the other. */
export function Tabs({ tab, choose }: { tab: Tab; choose: (tab: Tab) => void }) {
  const t = useTexts()
  const list = useRef<HTMLDivElement>(null)
  return (
    <div
      ref={list} className="tabs" role="tablist" aria-label={t.composer.title}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
        event.preventDefault()
        const next = tab === 'reply' ? 'note' : 'reply'
        choose(next)
        list.current?.querySelector<HTMLButtonElement>(`#tab-${next}`)?.focus()
      }}
    >
      {both.map((name) => (
        <button key={name} id={`tab-${name}`} type="button" role="tab" aria-selected={name === tab} aria-controls="composer-panel" tabIndex={name === tab ? 0 : -1} className={`tab tab-${name}`} onClick={() => choose(name)}>
          {name === 'reply' ? t.composer.reply : t.composer.note} <KeyMark name={name} />
        </button>
      ))}
    </div>
  )
}
