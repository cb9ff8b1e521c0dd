import { apiPath } from '../place.ts'
import { paths } from '../api/paths.ts'
import { shortSize } from '../parts/short.ts'
import { usePreferences } from '../preferences.tsx'

interface File { id: string; name: string; mediaType: string; size: number }

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** The files that came with a message; pictures are shown small, nothing else opens in the page. */
export function Attachments({ files }: { files: readonly File[] }) {
  const { t, lang } = usePreferences()
  if (files.length === 0) return null
  return (
    <ul className="attachments" aria-label={t.ticket.attachments}>
      {files.map((file) => {
        const href = apiPath(paths.attachment(file.id))
        const picture = pictures.has(file.mediaType)
        return (
          <li key={file.id}>
            <a href={picture ? `${href}?inline=1` : href} {...(picture ? { target: '_blank', rel: 'noreferrer' } : { download: file.name })}>
              {picture && <img src={`${href}?inline=1`} alt="" width="40" height="30" loading="lazy" />}
              <span>{file.name} <small>{shortSize(file.size, lang)}</small></span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
