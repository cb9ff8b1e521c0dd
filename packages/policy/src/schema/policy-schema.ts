import { describe, either, list, object, oneOf, ref, scalar, text, type Schema } from './build.ts'
import { describeAll } from './descriptions/describe-all.ts'
import { documentKeys } from './descriptions/document.ts'
import { furtherKeys } from './descriptions/further.ts'
import { sharedKeys, valueKeys } from './descriptions/shared.ts'
import { blocks } from './policy-families.ts'
import { valueDefinitions } from './policy-values.ts'

const means = describe(either(oneOf('prose'), { ...object({ ...blocks, later: ref('words') }), minProperties: 1 }),
  'Ce que la clause fait : prose (rien, avec « why »), ou des blocs de règles.', 'What the clause does: prose (nothing, with “why”), or blocks of rules.')

const statement = {
  'id!': describe(scalar, 'Le numéro de l’article, comme dans le document.', 'The number of the clause, as in the document.'),
  covers: list(text), title: ref('words'),
  says: describe(ref('words'), 'Ce que la clause dit, en Markdown ; les chiffres sont entre accolades : {target.reponse}.', 'What the clause says, in Markdown; figures stand in braces: {target.reply}.'),
  means: ref('means'), why: ref('words'),
}

/** The JSON Schema of a policy document, for completion in editors. The compiler finds more than a schema can say. */
export function policySchema(): Schema {
  return describeAll({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Guichet: policy',
    ...object({
      'guichet!': describe({ const: 1 }, 'Version du langage.', 'Version of the language.'),
      'policy!': describe({ type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }, 'Nom de la politique, en minuscules et tirets.', 'Name of the policy, lower case and hyphens.'),
      'provider!': object({ 'id!': text, 'name!': text, accent: { type: 'string', pattern: '^#[0-9a-fA-F]{6}$' } }),
      'title!': ref('words'),
      'version!': describe(scalar, 'Le nom de cette version, affiché.', 'The name of this version, shown.'),
      'effective!': describe(text, 'Date d’entrée en vigueur : 2026-11-01, ou "2008-03-27 18:39:08".', 'When it comes into force: 2026-11-01, or "2008-03-27 18:39:08".'),
      source: object({ date: scalar, revision: scalar, note: ref('words') }),
      'zone!': describe(text, 'Zone horaire : Europe/Paris. Jamais une abréviation.', 'Time zone: Europe/Paris. Never an abbreviation.'),
      'languages!': object({ 'authoritative!': oneOf('fr', 'en'), published: list(oneOf('fr', 'en')) }),
      currency: { type: 'string', pattern: '^[A-Z]{3}$' },
      facts: ref('facts'),
      clauses: describe(list(ref('clause')), 'Le document, dans l’ordre de lecture.', 'The document in reading order.'),
      declared: describe(list(object({ ...statement, closes: text, 'by!': ref('words'), 'on!': text })), 'Les précisions qui ferment une ambiguïté du document, avec leur auteur et leur date.', 'Statements that close an ambiguity of the document, with author and date.'),
    }),
    $defs: { ...valueDefinitions, means, clause: object({ ...statement, clauses: list(ref('clause')) }) },
  }, { ...sharedKeys, ...valueKeys, ...documentKeys, ...furtherKeys })
}
