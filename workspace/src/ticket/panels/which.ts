/** The panels that are loaded once somebody wants one. */
export interface DeskPanel { readonly act: 'transfer' | 'snooze' | 'facts' | 'work' | 'close' | 'spam' | 'discretion'; /** Time that is put right. */ readonly workId?: string }

const wanted: readonly string[] = ['transfer', 'snooze', 'facts', 'work', 'close', 'spam', 'discretion'] satisfies DeskPanel['act'][]

/** Whether an act is asked for in one of them. */
export function isDeskPanel(act: string): act is DeskPanel['act'] {
  return wanted.includes(act)
}
