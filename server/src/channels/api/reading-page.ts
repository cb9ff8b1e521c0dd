import type { Lang } from '@guichet/protocol'
import { chapters, words } from './reading-words.ts'

interface Schema { readonly $ref?: string; readonly type?: string | string[]; readonly properties?: Record<string, Schema>; readonly required?: string[]; readonly items?: Schema; readonly enum?: unknown[]; readonly anyOf?: Schema[]; readonly oneOf?: Schema[]; readonly const?: unknown; readonly description?: string }
interface Operation {
  readonly tags?: string[]
  readonly summary?: string
  readonly parameters?: { readonly name: string; readonly in: string; readonly required?: boolean }[]
  readonly requestBody?: { readonly content?: Record<string, { readonly schema?: Schema }> }
  readonly responses?: Record<string, { readonly content?: Record<string, { readonly schema?: Schema }> }>
}
interface Description { readonly paths: Record<string, Record<string, Operation>>; readonly components?: { readonly schemas?: Record<string, Schema> } }

const escape = (text: string) => text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] as string)

/** A schema in one line, names linked to their own place. */
function inline(schema: Schema | undefined): string {
  if (!schema) return ''
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) as string
    return `<a href="#${escape(name)}">${escape(name)}</a>`
  }
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map(inline).join(' | ')
  if (schema.enum) return schema.enum.map((value) => `<code>${escape(JSON.stringify(value))}</code>`).join(' | ')
  if (schema.const !== undefined) return `<code>${escape(JSON.stringify(schema.const))}</code>`
  if (schema.items) return `${inline(schema.items)}[]`
  if (schema.properties) return `{ ${Object.keys(schema.properties).map(escape).join(', ')} }`
  return escape([schema.type ?? 'any'].flat().join(' | '))
}

function component(name: string, schema: Schema): string {
  const rows = Object.entries(schema.properties ?? {}).map(
    ([key, value]) => `<tr><th scope="row"><code>${escape(key)}${schema.required?.includes(key) ? '' : '?'}</code></th><td>${inline(value)}</td></tr>`,
  )
  const body = rows.length > 0 ? `<table>${rows.join('')}</table>` : `<p>${inline(schema)}</p>`
  return `<section id="${escape(name)}"><h3>${escape(name)}</h3>${schema.description ? `<p lang="en">${escape(schema.description)}</p>` : ''}${body}</section>`
}

function operation(method: string, path: string, value: Operation, lang: Lang): string {
  const body = value.requestBody?.content?.['application/json']?.schema
  const answers = Object.entries(value.responses ?? {}).map(([status, response]) => {
    const schema = Object.values(response.content ?? {})[0]?.schema
    return `<li>${escape(status)}${schema ? ` · ${inline(schema)}` : ''}</li>`
  })
  const parameters = (value.parameters ?? []).filter((parameter) => parameter.name !== 'provider').map((parameter) => `<code>${escape(parameter.name)}${parameter.required ? '' : '?'}</code>`)
  return `<section class="route"><h3><span class="method">${method.toUpperCase()}</span> <code>${escape(path)}</code></h3>
<p${lang === 'fr' ? ' lang="en"' : ''}>${escape(value.summary ?? '')}</p>
${parameters.length > 0 ? `<p>${words[lang].parameters} ${parameters.join(', ')}</p>` : ''}${body ? `<p>${words[lang].body} ${inline(body)}</p>` : ''}
<p>${words[lang].answers}</p><ul>${answers.join('')}</ul></section>`
}

/** The page that shows the API to people: no script, nothing fetched from elsewhere. */
export function pageOf(description: Description, lang: Lang, demonstration: boolean): string {
  const said = words[lang]
  const byTag = new Map<string, string[]>()
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, value] of Object.entries(methods)) {
      const tag = value.tags?.[0] ?? ''
      byTag.set(tag, [...(byTag.get(tag) ?? []), operation(method, path, value, lang)])
    }
  }
  const schemas = Object.entries(description.components?.schemas ?? {}).sort(([a], [b]) => a.localeCompare(b))
  const contents = [...byTag.keys()].map((tag, i) => `<li><a href="#chapter-${i}">${escape(chapters[tag]?.[lang] ?? tag)}</a></li>`)
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${said.title}</title>
<link rel="stylesheet" href="/assets/portal.css"><link rel="stylesheet" href="/api/page.css"></head><body>${demonstration ? `<p class="demonstration" role="note">${said.demonstration}</p>` : ''}
<div class="content content-wide document"><nav class="contents" aria-label="${said.contents}"><h2>${said.contents}</h2><ol>${contents.join('')}<li><a href="#objects">${said.schemas}</a></li></ol></nav>
<main id="content"><h1>${said.title}</h1><p>${said.intro}</p><p><a href="/api/openapi.json">openapi.json</a></p>
${[...byTag].map(([tag, routes], i) => `<h2 id="chapter-${i}">${escape(chapters[tag]?.[lang] ?? tag)}</h2>${routes.join('')}`).join('')}
<h2 id="objects">${said.schemas}</h2>${schemas.map(([name, schema]) => component(name, schema)).join('')}</main></div></body></html>`
}

/** What the page has beyond the style of every page. */
export const pageStyle = `.route,section[id]{border-top:1px solid var(--rule);padding:var(--s3) 0}.route h3,section[id] h3{margin:0 0 var(--s1);overflow-wrap:anywhere}
.route p,.route ul{margin:var(--s1) 0;font-size:var(--size-ui)}.method{display:inline-block;min-width:4.5rem;color:var(--accent-text)}section[id] td,section[id] th{text-align:start;vertical-align:top;padding:2px var(--s4) 2px 0;overflow-wrap:anywhere;font-weight:400}`
