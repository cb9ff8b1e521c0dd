import type { Tab, Then } from './drafts.ts'

/** What a key or a button asked of the composer: to stand ready for this; `macros`: with the ready-made texts open, or this one of them taken. */
export interface Wish { tab: Tab; then: Then; macros?: true | string }
