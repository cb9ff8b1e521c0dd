import { createServer } from 'node:net'
import type { Found } from './examine.ts'

/** What taking a port for a moment answers: undefined when it can be taken, else the code of the refusal. */
function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

/** Whether a port is free, or held by the desk that runs on this folder. */
export async function lookAtPort(host: string, port: number, running: boolean): Promise<Found> {
  const refused = await tryPort(host, port)
  if (refused === undefined) {
    return { state: running ? 'note' : 'good', what: 'port', words: { fr: `Port ${port} (${host}) : libre.`, en: `Port ${port} (${host}): free.` } }
  }
  if (refused === 'EADDRINUSE' && running) {
    return { state: 'good', what: 'port', words: { fr: `Port ${port} (${host}) : pris, par le guichet qui tourne sans doute.`, en: `Port ${port} (${host}): taken, no doubt by the running desk.` } }
  }
  return {
    state: 'bad', what: 'port',
    words: { fr: `Port ${port} (${host}) : ne peut pas être pris (${refused}). Choisissez-en un autre avec PORT ou SMTP_PORT.`, en: `Port ${port} (${host}): cannot be taken (${refused}). Choose another with PORT or SMTP_PORT.` },
  }
}
