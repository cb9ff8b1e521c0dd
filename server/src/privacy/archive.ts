import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { safeFilename } from '#platform/filenames.ts'
import type { StoredFile } from '#platform/files.ts'
import type { World } from '#server/tables.ts'
import { archivePage } from './archive-page.ts'
import type { Gathered } from './gather.ts'
import type { Person } from './person.ts'
import { mapTexts } from './redact.ts'

export interface About { readonly provider: string; readonly zone: string; readonly at: number }

/** Gives every attachment its own place in the archive, under a name that is safe anywhere (AB-37). */
function placeFiles(gathered: Gathered): { path: string; sha256: string }[] {
  return gathered.tickets.flatMap((ticket) => {
    let n = 0
    return ticket.messages.flatMap((message) => message.files.map((file) => {
      n += 1
      file.path = `files/${ticket.number}/${String(n).padStart(2, '0')}-${safeFilename(file.name, 'file')}`
      return { path: file.path, sha256: file.sha256 }
    }))
  })
}

const instantName = /(^at$|At$|_at$)/

/** As programs read it: instants as RFC 3339 rather than as counts of milliseconds, our own ids and hashes left out. */
function forPrograms(value: unknown, key = ''): unknown {
  if (typeof value === 'number' && instantName.test(key)) return new Date(value).toISOString()
  if (Array.isArray(value)) return value.map((one) => forPrograms(one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'sha256' && name !== 'id').map(([name, one]) => [name, forPrograms(one, name)]))
}

/** Makes the archive of a person and keeps it: `data.json` for programs, `index.html` for people, files beside them. */
export async function makeArchive(world: World, person: Person, gathered: Gathered, about: About): Promise<StoredFile> {
  const zip = new ZipFile()
  const dated = { mtime: new Date(about.at), mode: 0o100644 }
  const files = placeFiles(gathered)
  zip.addBuffer(Buffer.from(archivePage(gathered, person.language, about)), 'index.html', dated)
  zip.addBuffer(Buffer.from(JSON.stringify({ provider: about.provider, madeAt: new Date(about.at).toISOString(), ...(forPrograms(mapTexts(gathered, (text) => text)) as object) }, null, 2)), 'data.json', dated)
  for (const { path, sha256 } of files) {
    // What was purged already is named in the page and is no more in the files.
    if ((await world.files.size(sha256)) === undefined) continue
    zip.addReadStreamLazy(path, dated, (give) => give(null, world.files.stream(sha256)))
  }
  zip.end()
  return world.files.put(Readable.from(zip.outputStream as AsyncIterable<Buffer>))
}
