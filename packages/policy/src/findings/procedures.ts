/** Findings about procedures, and the people they reach. */
import { error, warning } from './sentences.ts'

export const procedureFindings = {
  'unknown-step': (p: { name: string; near: string | null }) => error(`L’étape « ${p.name} » n’est pas l’une des étapes précédentes.${p.near ? ` Vouliez-vous dire « ${p.near} » ?` : ''}`, `The step “${p.name}” is not one of the steps before.${p.near ? ` Did you mean “${p.near}”?` : ''}`,
    'Nommez une étape qui vient plus haut dans la liste.', 'Name a step that stands above in the list.'),
  'hole-in-procedure': (p: { procedure: string; holes: string }) => warning(`Aucune étape de « ${p.procedure} » ne joint quelqu’un : ${p.holes}.`, `No step of “${p.procedure}” reaches anybody: ${p.holes}.`,
    'Complétez les étapes, ou écrivez « uncovered: » et dites pourquoi c’est voulu.', 'Complete the steps, or write “uncovered:” and say why it is meant.'),
} as const
