import type { Field } from '@guichet/protocol'
import { useDesk } from '../../desk.tsx'
import { named } from '../../names.ts'
import { Sure } from '../../parts/sure.tsx'
import { shortInstant } from '../../parts/short.ts'
import { usePreferences } from '../../preferences.tsx'
import { wordsIn } from '../../texts/texts.ts'
import { useHour } from '../../time.ts'
import { isListed } from './form.ts'
import { fieldsPageTexts } from './texts.ts'

interface Given {
  field: Field
  edit: () => void
  retire: (retired: boolean) => Promise<void>
  remove: () => Promise<void>
  up: (() => void) | null
  down: (() => void) | null
}

/** One field: what it is, where it is asked, who reads it, how many requests bear it. */
export function FieldLine({ field, edit, retire, remove, up, down }: Given) {
  const { lang } = usePreferences()
  const { vocabulary, zone } = useDesk()
  const now = useHour()
  const t = fieldsPageTexts(lang)
  const name = wordsIn(field.label, lang, field.name)
  const about = [t.types[field.type], field.unit !== null && t.unitOf(field.unit), isListed(field.type) && t.nChoices(field.choices.filter(({ retired }) => !retired).length), field.required && t.isRequired].filter(Boolean).join(', ')
  const asked = [field.kinds.length === 0 ? t.everywhere : field.kinds.map((kind) => named(vocabulary?.kinds, kind, lang)).join(', '), field.department !== null && t.only(named(vocabulary?.departments, field.department, lang))].filter(Boolean).join(', ')
  return (
    <tr className={field.retiredAt === null ? '' : 'admin-off'}>
      <th scope="row">{name}<br /><small><code>{field.name}</code></small><br /><small>{about}</small>{field.retiredAt !== null && <><br /><small>{t.since(shortInstant(Date.parse(field.retiredAt), { now, zone, lang }))}</small></>}</th>
      <td>{asked}</td>
      <td>{field.shownTo === 'customer' ? t.toCustomer : t.toAgents}</td>
      <td className="figure">{field.tickets}</td>
      <td>
        <span className="row-of-buttons">
          {field.retiredAt === null ? (
            <>
              <button type="button" className="button" aria-label={t.of(t.edit, name)} onClick={edit}>{t.edit}</button>
              {up && <button type="button" className="button" aria-label={t.upOf(name)} onClick={up}>{t.up}</button>}
              {down && <button type="button" className="button" aria-label={t.downOf(name)} onClick={down}>{t.down}</button>}
              <Sure label={t.retire} name={t.of(t.retire, name)} question={t.retireSure(name, field.tickets)} yes={t.retireYes} act={() => retire(true)} />
            </>
          ) : (
            <>
              <button type="button" className="button" aria-label={t.of(t.restore, name)} onClick={() => void retire(false)}>{t.restore}</button>
              {field.tickets === 0 && <Sure label={t.remove} name={t.of(t.remove, name)} question={t.removeSure(name)} yes={t.removeYes} act={remove} />}
            </>
          )}
        </span>
      </td>
    </tr>
  )
}
