import { useRef, useState } from 'react'
import { upload, type Upload } from '../../api/upload.ts'
import { shortSize } from '../../parts/short.ts'
import { usePreferences } from '../../preferences.tsx'
import { now } from '../../time.ts'
import type { Enclosed } from './drafts.ts'
import { composerTexts } from './texts.ts'

const largest = 20 * 1_048_576
const most = 20

/** A file on its way to the server. */
interface Going { key: number; name: string; percent: number; picture: string | null; going: Upload }
/** Pictures of files sent from this page, by their id. */
const pictures = new Map<string, string>()
const isPicture = (file: File) => /^image\/(?:png|jpeg|gif|webp)$/.test(file.type)
let count = 0

/** A picture, small: pages may show what stands in them, not what else the browser holds. */
async function thumbnail(file: File): Promise<string | null> {
  try {
    const image = await createImageBitmap(file)
    const scale = Math.min(1, 80 / image.width, 60 / image.height)
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(image.width * scale))
    canvas.height = Math.max(1, Math.round(image.height * scale))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    image.close()
    return canvas.toDataURL('image/png')
  } catch {
    return null
  }
}

/** What is pasted has the name that every browser gives it: it gets one that tells one from the next. */
function nameOf(file: File, word: string): string {
  if (!/^image\.(?:png|jpe?g|gif|webp)$/i.test(file.name)) return file.name
  const ending = file.name.slice(file.name.lastIndexOf('.'))
  const at = new Date(now())
  const two = (n: number) => String(n).padStart(2, '0')
  return `${word}-${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}-${two(at.getHours())}h${two(at.getMinutes())}-${two(at.getSeconds())}${ending}`
}

export interface Enclosing { going: readonly Going[]; add: (files: readonly File[]) => void }

/** Files joined to what is written: each is sent at once, and waits for the message that carries it. `change` gets the files as they are then. */
export function useEnclosing(files: readonly Enclosed[], change: (next: (files: Enclosed[]) => Enclosed[]) => void, refused: (why: string) => void): Enclosing {
  const { lang } = usePreferences()
  const words = composerTexts(lang)
  const [going, setGoing] = useState<readonly Going[]>([])
  const add = (chosen: readonly File[]) => {
    let places = most - files.length - going.length
    for (const file of chosen) {
      const name = nameOf(file, words.capture)
      if (file.size > largest) { refused(words.tooBig(name)); continue }
      if (file.size === 0) { refused(words.emptyFile(name)); continue }
      if (places <= 0) { refused(words.tooMany); break }
      places -= 1
      const key = (count += 1)
      const drawn = isPicture(file) ? thumbnail(file) : Promise.resolve(null)
      const part = (change: Partial<Going>) => setGoing((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)))
      const sending = upload(name, file, (percent) => part({ percent }))
      setGoing((all) => [...all, { key, name, percent: 0, picture: null, going: sending }])
      void drawn.then((picture) => part({ picture }))
      void sending.done.then(async (sent) => {
        const picture = await drawn
        setGoing((all) => all.filter((one) => one.key !== key))
        if (sent === 'stopped') return
        if (sent === 'failed') return refused(words.failedUpload(name))
        if (sent === 'too-large') return refused(words.tooBig(name))
        if (picture !== null) pictures.set(sent.id, picture)
        // To the sheet on which it was put: what is for colleagues does not end up in an answer because another sheet is open by now.
        change((before) => [...before, sent])
      })
    }
  }
  return { going, add }
}

/** The files, what of them has arrived, and the way to more. */
export function Enclosures({ files, enclosing, remove }: { files: readonly Enclosed[]; enclosing: Enclosing; remove: (id: string) => void }) {
  const { lang } = usePreferences()
  const words = composerTexts(lang)
  const input = useRef<HTMLInputElement>(null)
  const { going, add } = enclosing
  return (
    <div className="enclosures">
      <input
        ref={input} type="file" multiple className="visually-hidden" tabIndex={-1} aria-hidden="true"
        onChange={(event) => {
          add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <button type="button" className="button" title={words.limits} onClick={() => input.current?.click()}>{words.attach}</button>
      <span role="status" className="visually-hidden">{going.length > 0 ? words.uploading(going[0]!.name, Math.floor(going[0]!.percent / 25) * 25) : files.length > 0 ? words.uploaded(files.at(-1)!.name) : ''}</span>
      {(files.length > 0 || going.length > 0) && (
        <ul>
          {files.map((file) => (
            <li key={file.id}>
              {pictures.has(file.id) && <img src={pictures.get(file.id)} alt="" width="40" height="30" />}
              <span className="enclosed-name">{file.name}</span> <small>{shortSize(file.size, lang)}</small>
              <button type="button" className="button button-bare" aria-label={words.remove(file.name)} onClick={() => remove(file.id)}>×</button>
            </li>
          ))}
          {going.map((one) => (
            <li key={one.key} className="enclosed-going">
              {one.picture !== null && <img src={one.picture} alt="" width="40" height="30" />}
              <span className="enclosed-name">{one.name}</span>
              <progress max={100} value={one.percent} aria-label={words.uploading(one.name, one.percent)} />
              <button type="button" className="button button-bare" aria-label={words.stopUpload(one.name)} onClick={() => one.going.stop()}>×</button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
