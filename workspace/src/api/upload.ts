import { apiPath } from '../place.ts'
import { paths } from './paths.ts'
import { sessionEnded } from './session.ts'

export interface Uploaded { id: string; name: string; size: number; mediaType: string }
/** A file on its way: what becomes of it, and the way to stop it. */
export interface Upload { done: Promise<Uploaded | 'stopped' | 'failed' | 'too-large'>; stop: () => void }

/** Sends a file, telling how far it is: `fetch` does not say. */
export function upload(name: string, file: File, progress: (percent: number) => void): Upload {
  const request = new XMLHttpRequest()
  const done = new Promise<Uploaded | 'stopped' | 'failed' | 'too-large'>((resolve) => {
    request.upload.onprogress = (event) => progress(event.lengthComputable && event.total > 0 ? Math.round((100 * event.loaded) / event.total) : 0)
    request.onabort = () => resolve('stopped')
    request.onerror = () => resolve('failed')
    request.onload = () => {
      if (request.status === 401) sessionEnded()
      if (request.status === 413) return resolve('too-large')
      if (request.status !== 201) return resolve('failed')
      const { id, name: kept, size, mediaType } = JSON.parse(request.responseText) as Uploaded
      resolve({ id, name: kept, size, mediaType })
    }
    request.open('POST', apiPath(paths.upload(name)))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.send(file)
  })
  return { done, stop: () => request.abort() }
}
