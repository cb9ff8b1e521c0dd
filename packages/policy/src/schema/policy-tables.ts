/** Matrices, tables by tier and priority, lengths and how they are counted. */
import { describe, either, list, object, oneOf, ref, scalar, some, text, type Schema } from './build.ts'

const rows = (cell: Schema): Schema => describe({ type: 'object', additionalProperties: either(cell, list(cell), { type: 'object', additionalProperties: cell }) },
  'Une ligne par valeur du premier fait ; dans la ligne, une case par valeur du second : nommées, ou dans l’ordre.', 'A row for each value of the first fact; in it, a cell for each value of the second: by name, or in order.')
const columns = describe(list(scalar), 'L’ordre des cases d’une ligne ; sans lui, celui des valeurs du fait.', 'The order of the cells of a row; without it, that of the values of the fact.')

/** A table by one fact (its cells beside `by`) or two. */
function table(cell: Schema): Schema {
  return describe({ type: 'object', required: ['by'], properties: { by: some(text), rows: rows(cell), columns }, additionalProperties: cell }, 'Un tableau : une réponse par valeur d’un fait, ou de deux.', 'A table: an answer for each value of one fact, or of two.')
}

/** A rule that stands for one per cell. `answer`: of a plain rule of the family. */
export function matrixOr(plain: Schema, shared: Record<string, Schema>): Schema {
  const { cites, reason, instead, when, name } = shared as Record<'cites' | 'reason' | 'instead' | 'when' | 'name', Schema>
  return either(plain, describe(object({ 'matrix!': describe(some(text), 'Un fait ou deux, par exemple [impact, urgency].', 'One fact or two, for example [impact, urgency].'), 'rows!': rows(scalar), columns, cites, reason, instead, when, name }), 'Une matrice : une règle par case.', 'A matrix: a rule for each cell.'))
}

const range = object({ usual: text, 'at_most!': text })
const formula = either(object({ 'min!': list(ref('length')) }), object({ 'max!': list(ref('length')) }), object({ 'percent!': scalar, 'of!': ref('length') }))

/** A length of time, for `$defs`. */
export const length = describe(either(scalar, formula), 'Une durée, un fait du contrat, figure.nom, ou { min: […] }, { max: […] }, { percent: "50", of: … }.', 'A duration, a contract fact, figure.name, or { min: […] }, { max: […] }, { percent: "50", of: … }.')

const withinCell = either(ref('length'), range)
const countedCell = either(text, object({ 'business_days!': text, 'day_rule!': oneOf('end_of_day', 'same_time'), cutoff: text }))
const bondCell = oneOf('guaranteed', 'objective', 'none')

export const within = describe(either(withinCell, table(withinCell)), 'Le délai : 2h, « 2 business days », contract.gti, une formule, unquantified, none, ou un tableau.', 'The time: 2h, “2 business days”, contract.gti, a formula, unquantified, none, or a table.')
export const counted = describe(either(countedCell, table(countedCell)), 'elapsed, un calendrier, un fait du contrat, des jours ouvrés, ou un tableau.', 'elapsed, a calendar, a contract fact, business days, or a table.')
export const bond = either(bondCell, table(bondCell))
