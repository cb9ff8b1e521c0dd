/** Which version of a policy applies at an instant. */
import type { Instant } from '../model.ts'

/** The latest that has come into force; of two from the same instant, the later in the list. null: none yet. */
export function versionInForce<P extends { effective: Instant }>(versions: readonly P[], at: Instant): P | null {
  return versions.reduce<P | null>((best, one) => (one.effective <= at && (!best || one.effective >= best.effective) ? one : best), null)
}
