/** A panel that is loaded once somebody wants it. */
export interface DeskPanel { readonly act: 'transfer' | 'snooze' | 'facts' | 'work' | 'close' | 'spam' | 'discretion'; /** Time that is put right. */ readonly workId?: string }
