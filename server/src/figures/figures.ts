/** The face of figures: what whoever leads a team reads of it. Reading only. */
export { fillClocks } from './filled.ts'
export * from './lines.ts'
export * from './now.ts'
export * from './period.ts'
export * from './tickets.ts'
