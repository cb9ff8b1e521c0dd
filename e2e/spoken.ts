import type { BrowserContext, Page } from 'playwright-core'

interface Node { readonly nodeId: string; readonly ignored: boolean; readonly role?: { value: string }; readonly name?: { value: string }; readonly description?: { value: string }; readonly properties?: { name: string; value: { value: unknown } }[]; readonly childIds?: string[] }

/** What a screen reader says of a role, in French. */
const said: Readonly<Record<string, string>> = {
  heading: 'titre', link: 'lien', button: 'bouton', textbox: 'champ de saisie', radio: 'bouton radio', checkbox: 'case à cocher', combobox: 'liste', group: 'groupe', radiogroup: 'groupe de boutons radio', complementary: 'région complémentaire',
  region: 'région', main: 'contenu principal', alert: 'alerte', status: 'état', list: 'liste à puces', DescriptionList: 'liste de descriptions', term: 'terme', definition: 'définition', DisclosureTriangle: 'à déplier', searchbox: 'champ de recherche',
}
/** Said with what stands in them, which is then not said twice. */
const whole = new Set(['heading', 'link', 'button', 'textbox', 'radio', 'checkbox', 'combobox', 'term', 'DisclosureTriangle', 'searchbox'])
/** Said with the control that they name. */
const labels = new Set(['LabelText', 'Legend'])

/** What Chromium tells assistive technology of the main part of a page, in order: role, name, what describes it, and its state. */
export async function spokenIn(page: Page, context: BrowserContext): Promise<string[]> {
  const session = await context.newCDPSession(page)
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: Node[] }
  await session.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const lines: string[] = []
  const of = (node: Node, name: string) => node.properties?.find((property) => property.name === name)?.value.value
  const textIn = (node: Node): string => node.role?.value === 'StaticText' ? (node.name?.value ?? '') : (node.childIds ?? []).map((id) => { const child = byId.get(id); return child ? textIn(child) : '' }).join('')
  const walk = (node: Node, labelling = false): void => {
    const role = node.role?.value ?? ''
    if (!node.ignored && !labels.has(role) && !(labelling && role === 'StaticText')) {
      const word = said[role]
      const name = (node.name?.value ?? '').replaceAll(/[\s\u00a0\u202f]+/g, ' ').trim()
      if (word !== undefined && (name !== '' || whole.has(role) || role === 'alert')) {
        const states = [
          role === 'heading' ? `niveau ${String(of(node, 'level'))}` : '', of(node, 'required') === true ? 'obligatoire' : '', of(node, 'invalid') === 'true' ? 'entrée non valide' : '',
          of(node, 'checked') === 'true' ? 'coché' : role === 'radio' || role === 'checkbox' ? 'non coché' : '',
        ].filter(Boolean)
        const description = (node.description?.value ?? '').replaceAll(/[\s\u00a0\u202f]+/g, ' ').trim()
        lines.push([`${word}${name === '' ? '' : ` : ${name}`}`, ...states, description].filter(Boolean).join(' ; '))
        if (whole.has(role)) return
      } else if (role === 'paragraph' || role === 'definition' || role === 'listitem') {
        const text = textIn(node).replaceAll(/[\s\u00a0\u202f]+/g, ' ').trim()
        const links = role !== 'paragraph' || (node.childIds ?? []).some((id) => ['link', 'button'].includes(byId.get(id)?.role?.value ?? ''))
        if (text !== '' && !links) { lines.push(text); return }
      } else if (role === 'StaticText' && /[\p{L}\p{N}]/u.test(name)) lines.push(name.replace(/^[:·] ?/, ''))
    }
    for (const id of node.childIds ?? []) { const child = byId.get(id); if (child) walk(child, labelling || labels.has(role)) }
  }
  const main = nodes.find((node) => node.role?.value === 'main')
  if (main) walk(main)
  return lines
}
