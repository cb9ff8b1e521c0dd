/** A notice as it stands in the form. */
export interface NoticeForm {
  type: string
  severity: 'information' | 'minor' | 'major'
  titleFr: string
  titleEn: string
  textFr: string
  textEn: string
  /** As the browser's field has it, in this machine's time. */
  from: string
  until: string
  kinds: readonly string[]
  tags: string
  customers: string
  everybody: boolean
  right: string
  banner: boolean
}

export const emptyNotice: NoticeForm = {
  type: '', severity: 'information', titleFr: '', titleEn: '', textFr: '', textEn: '', from: '', until: '', kinds: [], tags: '', customers: '', everybody: false, right: '', banner: true,
}

/** A form as it was kept on this machine; what is not of its form is left out. */
export function readNotice(kept: unknown): NoticeForm {
  const value = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>
  const same = Object.entries(emptyNotice).map(([name, empty]) => {
    const given = value[name]
    const fits = Array.isArray(empty) ? Array.isArray(given) && given.every((one) => typeof one === 'string') : typeof given === typeof empty
    return [name, fits ? given : empty]
  })
  return Object.fromEntries(same) as unknown as NoticeForm
}

const listed = (text: string) => text.split(/[,\n]/).map((one) => one.trim()).filter((one) => one !== '')
const words = (fr: string, en: string) => ({ ...(fr.trim() === '' ? {} : { fr: fr.trim() }), ...(en.trim() === '' ? {} : { en: en.trim() }) })
const instant = (text: string) => (Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString())

/** The same as the server takes it; undefined when something is missing that nobody can do without. */
export function noticeBodyOf(form: NoticeForm, type: string): Record<string, unknown> | undefined {
  const title = words(form.titleFr, form.titleEn)
  const text = words(form.textFr, form.textEn)
  const audience = {
    ...(form.everybody ? { everybody: true } : {}), ...(form.kinds.length > 0 ? { kinds: form.kinds } : {}), ...(listed(form.tags).length > 0 ? { tags: listed(form.tags) } : {}),
    ...(listed(form.customers).length > 0 ? { customers: listed(form.customers) } : {}),
  }
  const both = Object.keys(title).some((lang) => lang in text)
  if (!both || Object.keys(audience).length === 0 || type === '') return undefined
  const [from, until] = [instant(form.from), instant(form.until)]
  return {
    type, severity: form.severity, title, text, ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }), banner: form.banner,
    audience: { ...audience, ...(form.right === '' ? {} : { right: form.right }) },
  }
}
