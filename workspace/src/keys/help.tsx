import { Dialog } from '../parts/dialog.tsx'
import { useTexts } from '../preferences.tsx'
import { openHelp } from './help-open.ts'

/** Every shortcut, with what it does. */
export function Help() {
  const t = useTexts()
  const { keys } = t
  const groups: [string, [string[], string][]][] = [
    [keys.groups.list, [[['J', '↓'], keys.down], [['K', '↑'], keys.up], [[keys.enter], keys.open], [['/'], keys.filter]]],
    [keys.groups.ticket, [[['R'], keys.reply], [['N'], keys.note], [['T'], keys.take], [['A'], keys.assign], [['W'], keys.wait], [['E'], keys.solve], [['Ctrl', keys.enter], keys.send], [[keys.escape], keys.leave]]],
    [keys.groups.everywhere, [[['Ctrl', 'K'], keys.command], [['?'], keys.help]]],
  ]
  return (
    <Dialog title={keys.title} close={() => openHelp(false)}>
      <p className="quiet">{keys.why}</p>
      <div className="keys">
        {groups.map(([title, lines]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {lines.map(([names, does]) => (
                <div key={does}>
                  <dt>{names.map((name) => <kbd key={name} className="key-cap">{name}</kbd>)}</dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
