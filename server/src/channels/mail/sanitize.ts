import sanitize from 'sanitize-html'
import { keptStyle } from './styles.ts'

const blocks = ['p', 'div', 'br', 'hr', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'dl', 'dt', 'dd']
const inline = ['a', 'b', 'strong', 'i', 'em', 'u', 's', 'del', 'ins', 'sub', 'sup', 'small', 'code', 'kbd', 'samp', 'span', 'font', 'abbr', 'q', 'cite', 'img']
const tables = ['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'caption', 'col', 'colgroup']

/** Elements whose content goes with them: what they hold is not text. */
const silent = ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'template', 'xmp', 'noembed', 'noframes', 'plaintext']

export interface Sanitised {
  readonly html: string
  /** Remote images that were left out (MAIL-32). */
  readonly remoteImages: number
}

/**
 * Keeps of a sender's HTML only what is on a short list (MAIL-31): no script, no form, no class, id or name, no CSS that
 * fetches or covers, links to http, https, mailto and tel only. Remote images are left out and counted; a `cid:` image
 * stays only when the same message encloses it (AB-18), as `cid:…` for the page to turn into its attachment's address.
 */
export function sanitiseHtml(html: string, enclosed: ReadonlySet<string>): Sanitised {
  let remoteImages = 0
  const clean = sanitize(html, {
    allowedTags: [...blocks, ...inline, ...tables],
    nonTextTags: silent,
    allowedAttributes: {
      a: ['href', 'rel', 'title'],
      img: ['src', 'alt', 'width', 'height'],
      td: ['colspan', 'rowspan', 'align', 'valign'],
      th: ['colspan', 'rowspan', 'align', 'valign', 'scope'],
      font: ['color'],
      '*': ['style', 'dir', 'lang'],
    },
    // Styles are read by ourselves: a whole parser for each paragraph would cost more than everything else of a mail.
    parseStyleAttributes: false,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nestingLimit: 200,
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: 'noopener noreferrer nofollow' } }),
      img: (tagName, attribs) => {
        const cid = /^cid:(.{1,255})$/i.exec(attribs['src'] ?? '')?.[1]
        if (cid !== undefined && enclosed.has(cid)) return { tagName, attribs: { ...attribs, src: `cid:${cid}` } }
        if (/^(?:https?:)?\/\//i.test(attribs['src'] ?? '')) remoteImages += 1
        return { tagName: 'span', attribs: {}, text: attribs['alt'] ? `[${attribs['alt']}]` : '' }
      },
      '*': (tagName, attribs) => {
        if (attribs['style'] === undefined) return { tagName, attribs }
        const { style, ...others } = attribs
        const kept = keptStyle(style)
        return { tagName, attribs: kept === '' ? others : { ...attribs, style: kept } }
      },
    },
  })
  return { html: clean, remoteImages }
}
