/** A panel that is loaded once somebody wants it. */
export interface DeskPanel { readonly act: 'transfer' | 'snooze' | 'facts' | 'work' | 'work_removed' | 'close' | 'spam' | 'discretion'; /** Time that is put right, or taken away. */ readonly workId?: string }
