import { later } from '../parts/later.tsx'
import { placeOf } from './missing.ts'

/** The fields of a request: fetched where there are any. */
export const FieldsPart = later(() => import('./fields-side.tsx').then((module) => module.FieldsSide))

/** Goes to a control beside the conversation, whether or not its part is folded; false when it is not there. */
export function reach(id: string): boolean {
  const control = document.getElementById(id)
  const part = control?.closest('details')
  if (part) part.open = true
  control?.focus()
  return control !== null
}

/** Frames in which a part that is being fetched may still come. */
const patience = 120

/** Goes to a field of the provider's own, once its part is there. */
export function reachField(fieldId: string, left = patience): void {
  if (reach(placeOf(fieldId)) || left === 0) return
  const from = document.activeElement
  requestAnimationFrame(() => {
    // Whoever has gone elsewhere meanwhile is left there.
    if (document.activeElement === from) reachField(fieldId, left - 1)
  })
}
