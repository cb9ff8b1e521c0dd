import type { Tab, Then } from './drafts.ts'

/** What a key or a button asked of the composer: to stand ready for this. */
export interface Wish { tab: Tab; then: Then }
