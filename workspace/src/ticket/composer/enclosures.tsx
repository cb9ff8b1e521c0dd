import { useRef, useState } from 'react'
import { ask, type Refusal } from '../../api/client.ts'
import { paths } from '../../api/paths.ts'
import { shortSize } from '../../parts/short.ts'
import { usePreferences } from '../../preferences.tsx'
import type { Enclosed } from './drafts.ts'

/** Files to join: each is sent at once, and waits for the message that carries it. */
export function Enclosures({ files, change, refused }: { files: readonly Enclosed[]; change: (files: Enclosed[]) => void; refused: (refusal: Refusal | string) => void }) {
  const { t, lang } = usePreferences()
  const [sending, setSending] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)

  async function add(chosen: readonly File[]) {
    let all = [...files]
    for (const file of chosen) {
      setSending(file.name)
      const answer = await ask<Enclosed>(paths.upload(file.name), { method: 'POST', body: file })
      if (answer.ok) {
        all = [...all, { id: answer.value.id, name: answer.value.name, size: answer.value.size }]
        change(all)
      } else refused(answer.refusal.code === 'body-too-large' ? t.composer.tooBig(file.name) : answer.refusal)
    }
    setSending(null)
  }

  return (
    <div className="enclosures">
      <input
        ref={input} type="file" multiple className="visually-hidden" tabIndex={-1} aria-hidden="true"
        onChange={(event) => {
          void add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <button type="button" className="button" onClick={() => input.current?.click()}>{t.composer.attach}</button>
      <span role="status" className="quiet">{sending === null ? '' : t.composer.attaching(sending)}</span>
      {files.length > 0 && (
        <ul>
          {files.map((file) => (
            <li key={file.id}>
              {file.name} <small>{shortSize(file.size, lang)}</small>
              <button type="button" className="button button-bare" aria-label={t.composer.detach(file.name)} onClick={() => change(files.filter((one) => one.id !== file.id))}>×</button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
