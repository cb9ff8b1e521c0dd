import type { Answer, Client } from '../client.ts'

/** A form of a page as a browser without JavaScript would send it: its hidden and filled controls, and where it goes. */
export interface ReadForm { readonly action: string; readonly fields: [string, string][] }

const unescape = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
const attribute = (tag: string, name: string) => { const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]; return found === undefined ? undefined : unescape(found) }

/** The first form whose action ends so. @throws Error where the page has none */
export function formIn(html: string, action: RegExp): ReadForm {
  for (const [whole] of html.matchAll(/<form[^]*?<\/form>/g)) {
    const [open = ''] = /^<form[^>]*>/.exec(whole) ?? []
    const to = attribute(open, 'action') ?? ''
    if (!action.test(to)) continue
    const fields: [string, string][] = []
    for (const [tag] of whole.matchAll(/<input[^>]*>/g)) {
      const [name, type] = [attribute(tag, 'name'), attribute(tag, 'type')]
      if (name === undefined || type === 'file' || ((type === 'radio' || type === 'checkbox') && !/\schecked(=|\s|>)/.test(tag))) continue
      fields.push([name, attribute(tag, 'value') ?? ''])
    }
    for (const [, open2 = '', text = ''] of whole.matchAll(/(<textarea[^>]*>)([^]*?)<\/textarea>/g)) fields.push([attribute(open2, 'name') ?? '', unescape(text).replace(/^\n/, '')])
    return { action: to, fields }
  }
  throw new Error(`no form goes to ${action}`)
}

/** Sends a form with some of it changed, and files. */
export function send(client: Client, form: ReadForm, changes: Record<string, string> = {}, files: { name: string; content: string | Uint8Array<ArrayBuffer>; type: string }[] = []): Promise<Answer> {
  const body = new FormData()
  for (const [name, value] of form.fields) if (!(name in changes)) body.append(name, value)
  for (const [name, value] of Object.entries(changes)) body.append(name, value)
  for (const file of files) body.append('files', new Blob([file.content], { type: file.type }), file.name)
  return client.post(form.action, body)
}

/** Where an answer leads. */
export const placeOf = (answer: Answer) => answer.headers.get('location') ?? ''

/** What a page says, without its markup. */
export const wordsOf = (answer: Answer) => unescape((/<main[^]*<\/main>/.exec(answer.text)?.[0] ?? answer.text).replaceAll(/<[^>]+>/g, ' ')).replaceAll(/\s+/g, ' ')
