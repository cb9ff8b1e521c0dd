/** The face of fields: what a provider's desk notes of requests for its own use, beside what its policy asks. */
export * from './field.ts'
export * from './kept.ts'
