/** Every finding of the linter: severity, sentence and way out, in both languages. Codes are stable and documented in docs/policy-language.md. */
import { feeFindings } from './fees.ts'
import { noticeFindings } from './notices.ts'
import { promiseFindings } from './promises.ts'
import { lifeFindings } from './life.ts'
import { moneyFindings } from './money.ts'
import { orderFindings } from './order.ts'
import { procedureFindings } from './procedures.ts'
import { error, info, warning } from './sentences.ts'

const or = (near: string | null | undefined, lang: 'fr' | 'en'): string => (near ? (lang === 'fr' ? ` Vouliez-vous dire « ${near} » ?` : ` Did you mean “${near}”?`) : '')
const list = (names: readonly string[]): string => names.join(', ')

export const limits: Record<string, { fr: string; en: string }> = {
  size: { fr: 'le fichier dépasse 1 Mio', en: 'the file is larger than 1 MiB' },
  depth: { fr: 'le document est imbriqué trop profondément', en: 'the document is nested too deeply' },
  nodes: { fr: 'le document compte trop d’éléments', en: 'the document has too many elements' },
  patterns: { fr: 'une politique déclare plus de 20 motifs dans un même bloc', en: 'a block declares more than 20 patterns' },
  rules: { fr: 'une famille compte plus de 1 000 règles', en: 'a family has more than 1,000 rules' },
  checks: { fr: 'les règles se croisent trop pour que chaque combinaison soit vérifiée', en: 'the rules cross too much for every combination to be checked' },
  cells: { fr: 'un tableau compte plus de 400 cases', en: 'a table has more than 400 cells' },
  steps: { fr: 'une procédure compte plus de 50 conditions ou étapes', en: 'a procedure has more than 50 guards or steps' },
  alternatives: { fr: 'une condition compte plus de 64 cas', en: 'a condition has more than 64 cases' },
}
/** A name that nothing in the policy bears. */
function unknown(fr: string, en: string, declared = 'déclaré') {
  return (p: { name: string; near: string | null }) => error(`${fr} « ${p.name} » n’est pas ${declared}.${or(p.near, 'fr')}`, `The ${en} “${p.name}” is not declared.${or(p.near, 'en')}`,
    'Corrigez le nom, ou déclarez-le.', 'Correct the name, or declare it.')
}

export const catalogue = {
  'yaml-syntax': (p: { problem: string }) => error(`Ce fichier n’est pas du YAML lisible : ${p.problem}`, `This file is not readable YAML: ${p.problem}`,
    'Corrigez la ligne indiquée : le plus souvent un retrait, des guillemets ou un deux-points.', 'Correct the line shown: most often an indent, quotes or a colon.'),
  'yaml-alias': (_: object) => error('Les renvois YAML (&nom et *nom) ne sont pas acceptés.', 'YAML aliases (&name and *name) are not accepted.',
    'Écrivez la valeur à chaque endroit.', 'Write the value in each place.'),
  limit: (p: { limit: string }) => error(`Limite dépassée : ${limits[p.limit]!.fr}.`, `Limit exceeded: ${limits[p.limit]!.en}.`,
    'Découpez la politique ou simplifiez ses règles.', 'Split the policy or simplify its rules.'),
  'not-checked': (p: { family: string }) => warning(`Les règles de « ${p.family} » se croisent trop : les égalités ont été cherchées deux à deux, les trous n’ont pas pu l’être.`, `The rules of “${p.family}” cross too much: ties were looked for pair by pair, gaps could not be.`,
    'Faites porter les règles sur moins de faits à la fois.', 'Let the rules look at fewer facts at a time.'),
  'unknown-key': (p: { key: string; where: string; near: string | null; empty?: boolean }) => error(`La clé « ${p.key} » n’existe pas dans ${p.where}.${or(p.near, 'fr')}`, `There is no key “${p.key}” in ${p.where}.${or(p.near, 'en')}`,
    p.near ? `Écrivez « ${p.near} », ou retirez la clé.` : p.empty ? 'Si c’est la suite d’un texte qui contient une virgule, mettez ce texte entre guillemets ; sinon, retirez la clé.' : 'Retirez la clé.',
    p.near ? `Write “${p.near}”, or remove the key.` : p.empty ? 'If it is the rest of a text with a comma in it, put that text in quotation marks; else remove the key.' : 'Remove the key.'),
  'missing-key': (p: { key: string; where: string }) => error(`Il manque « ${p.key} » dans ${p.where}.`, `“${p.key}” is missing in ${p.where}.`,
    `Ajoutez « ${p.key}: … ».`, `Add “${p.key}: …”.`),
  'wrong-type': (p: { what: string; fr: string; en: string }) => error(`« ${p.what} » : il faut ${p.fr}.`, `“${p.what}”: ${p.en} is needed.`,
    'Réécrivez la valeur sous cette forme.', 'Write the value in that form.'),
  'duplicate-id': (p: { id: string; line: number }) => error(`« ${p.id} » existe déjà, ligne ${p.line}.`, `“${p.id}” exists already, line ${p.line}.`,
    'Donnez un autre nom à l’un des deux.', 'Give one of the two another name.'),
  'effective-missing': (_: object) => error('La politique ne dit pas à partir de quand elle s’applique.', 'The policy does not say from when it applies.',
    'Ajoutez « effective: » avec une date.', 'Add “effective:” with a date.'),
  'policy-changes-missing': (_: object) => error('La politique ne dit pas ce que changent une nouvelle version et un nouveau niveau pour les demandes en cours.', 'The policy does not say what a new version and a new tier change for open tickets.',
    'Ajoutez « policy_changes: » avec « applies_to_open_tickets » et « on_tier_change » dans une clause.', 'Add “policy_changes:” with “applies_to_open_tickets” and “on_tier_change” in a clause.'),
  'zone-abbreviation': (p: { zone: string; offers: readonly string[] }) => error(`« ${p.zone} » ne dit ni où, ni si l’heure d’été s’applique.`, `“${p.zone}” says neither where, nor whether summer time applies.`,
    p.offers.length > 0 ? `Écrivez ${list(p.offers)} selon le cas.` : 'Écrivez une zone comme Europe/Paris, ou un décalage comme UTC-08:00.', p.offers.length > 0 ? `Write ${list(p.offers)}, whichever is meant.` : 'Write a zone such as Europe/Paris, or an offset such as UTC-08:00.'),
  'zone-unknown': (p: { zone: string; near: string | null }) => error(`La zone « ${p.zone} » n’existe pas.${or(p.near, 'fr')}`, `There is no zone “${p.zone}”.${or(p.near, 'en')}`,
    'Écrivez une zone comme Europe/Paris, ou un décalage comme UTC-08:00.', 'Write a zone such as Europe/Paris, or an offset such as UTC-08:00.'),
  'calendar-without-holidays': (p: { calendar: string }) => error(`Le calendrier « ${p.calendar} » ne dit rien des jours fériés.`, `The calendar “${p.calendar}” says nothing of holidays.`,
    'Ajoutez « holidays: none », ou la liste qui s’applique, par exemple [fr-metropole].', 'Add “holidays: none”, or the list that applies, for example [fr-metropole].'),
  'holiday-unknown': (p: { name: string; near: string | null; known: readonly string[] }) => error(`La liste de jours fériés « ${p.name} » n’existe pas.${or(p.near, 'fr')}`, `There is no holiday list “${p.name}”.${or(p.near, 'en')}`,
    `Listes connues : ${list(p.known)}.`, `Known lists: ${list(p.known)}.`),
  'unknown-calendar': unknown('Le calendrier', 'calendar'),
  'unknown-channel': unknown('Le canal', 'channel'),
  'unknown-address': unknown('Le nom d’adresse', 'address'),
  'unknown-term': unknown('Le terme', 'term'),
  'unknown-fact': unknown('Le fait', 'fact'),
  'unknown-target': unknown('Le nom d’engagement', 'target'),
  'unknown-clause': unknown('Le numéro de clause', 'clause'),
  'unknown-figure': unknown('Le chiffre', 'figure'),
  'unknown-product': unknown('Le produit', 'product'),
  'unknown-team': unknown('L’équipe', 'team', 'déclarée'),
  'unknown-value': (p: { fact: string; value: string; near: string | null; known: readonly string[] }) => error(`« ${p.value} » n’est pas une valeur de « ${p.fact} ».${or(p.near, 'fr')}`, `“${p.value}” is not a value of “${p.fact}”.${or(p.near, 'en')}`,
    p.known.length > 0 ? `Valeurs déclarées : ${list(p.known)}.` : `Déclarez les valeurs de « ${p.fact} » dans « facts: ».`, p.known.length > 0 ? `Declared values: ${list(p.known)}.` : `Declare the values of “${p.fact}” in “facts:”.`),
  'calendar-circle': (p: { calendar: string }) => error(`Le calendrier « ${p.calendar} » se définit par lui-même.`, `The calendar “${p.calendar}” is defined by itself.`,
    'Définissez l’un des calendriers du cercle par ses heures.', 'Define one of the calendars of the circle by its hours.'),
  'bare-figure': (p: { figure: string; lang: string; named: string | null }) => error(`Le texte (${p.lang}) contient « ${p.figure} » en toutes lettres : le texte et la règle pourraient se contredire.`, `The text (${p.lang}) holds “${p.figure}” as is: text and rule could disagree.`,
    p.named ? `Citez-le : {${p.named}}.` : 'Déclarez-le dans « means » et citez-le : {figure.nom}, {target.nom}, {calendar.nom}…', p.named ? `Cite it: {${p.named}}.` : 'Declare it in “means” and cite it: {figure.name}, {target.name}, {calendar.name}…'),
  'html-in-says': (p: { tag: string }) => error(`Le texte contient du HTML (${p.tag}).`, `The text holds HTML (${p.tag}).`,
    'Écrivez en Markdown : paragraphes, listes, tableaux.', 'Write in Markdown: paragraphs, lists, tables.'),
  'unknown-placeholder': (p: { placeholder: string; near: string | null }) => error(`Rien ne peut remplir {${p.placeholder}}.${or(p.near, 'fr')}`, `Nothing can fill {${p.placeholder}}.${or(p.near, 'en')}`,
    'Corrigez le nom, ou déclarez ce qu’il désigne.', 'Correct the name, or declare what it stands for.'),
  'placeholders-differ': (p: { lang: string; authoritative: string; missing: readonly string[]; extra: readonly string[] }) => error(
    `La traduction (${p.lang}) ne cite pas les mêmes valeurs que le texte de référence (${p.authoritative}).${p.missing.length > 0 ? ` Il manque : ${list(p.missing)}.` : ''}${p.extra.length > 0 ? ` En trop : ${list(p.extra)}.` : ''}`,
    `The translation (${p.lang}) does not cite the same values as the authoritative text (${p.authoritative}).${p.missing.length > 0 ? ` Missing: ${list(p.missing)}.` : ''}${p.extra.length > 0 ? ` Too many: ${list(p.extra)}.` : ''}`,
    'Faites citer les mêmes valeurs aux deux textes.', 'Let both texts cite the same values.'),
  'missing-translation': (p: { what: string; lang: string }) => error(`« ${p.what} » n’existe pas en ${p.lang}.`, `“${p.what}” does not exist in ${p.lang}.`,
    'Ajoutez la traduction, ou retirez la langue de « languages: ».', 'Add the translation, or remove the language from “languages:”.'),
  'rule-tie': (p: { family: string; rules: readonly string[]; when: string }) => error(`Deux règles de « ${p.family} » répondent différemment (${p.when}) : ${p.rules.join(' ; ')}.`, `Two rules of “${p.family}” answer differently (${p.when}): ${p.rules.join('; ')}.`,
    'Précisez l’une des deux, ou ajoutez une règle pour ce cas.', 'Make one of the two more specific, or add a rule for that case.'),
  'rule-gap': (p: { family: string; when: string }) => (p.family === 'access'
    ? error(`Rien ne dit si ce canal est ouvert (${p.when}) : ne pas le savoir n’est pas le refuser.`, `Nothing says whether this channel is open (${p.when}): not knowing is not refusing.`,
      'Ajoutez une règle à « access » pour ce cas ; « answer: unknown » si ce n’est pas encore décidé.', 'Add a rule to “access” for that case; “answer: unknown” if it is not decided yet.')
    : error(`Aucune règle de « ${p.family} » ne répond (${p.when}).`, `No rule of “${p.family}” answers (${p.when}).`,
      'Ajoutez une règle pour ce cas, ou une règle générale sans « when ».', 'Add a rule for that case, or a general rule without “when”.')),
  'rule-unreachable': (p: { family: string; rule: string }) => error(`Cette règle de « ${p.family} » ne s’applique jamais (${p.rule}).`, `This rule of “${p.family}” never applies (${p.rule}).`,
    'Retirez-la, ou corrigez sa condition.', 'Remove it, or correct its condition.'),
  'target-not-counted': (p: { target: string }) => error(`L’engagement « ${p.target} » ne dit pas comment le temps est compté.`, `The target “${p.target}” does not say how time is counted.`,
    'Ajoutez « counted: elapsed », ou le nom d’un calendrier.', 'Add “counted: elapsed”, or the name of a calendar.'),
  'target-without-bond': (p: { target: string }) => error(`L’engagement « ${p.target} » ne dit pas s’il est garanti.`, `The target “${p.target}” does not say whether it is guaranteed.`,
    'Ajoutez « bond: guaranteed », « objective » ou « none ».', 'Add “bond: guaranteed”, “objective” or “none”.'),
  'target-without-statistic': (p: { target: string }) => error(`L’engagement « ${p.target} » ne dit pas s’il vaut pour chaque demande ou en moyenne.`, `The target “${p.target}” does not say whether it holds for each request or on average.`,
    'Ajoutez « statistic: each », « mean per month » ou « 95% per month ».', 'Add “statistic: each”, “mean per month” or “95% per month”.'),
  'target-without-late-rule': (p: { target: string }) => error(`L’engagement « ${p.target} » ne dit pas ce qui est en retard à l’heure de fermeture.`, `The target “${p.target}” does not say what is late at closing time.`,
    'Ajoutez « late_when: counted_over_target » ou « now_past_deadline ».', 'Add “late_when: counted_over_target” or “now_past_deadline”.'),
  'average-as-guarantee': (p: { target: string }) => error(`L’engagement « ${p.target} » est une moyenne présentée comme une garantie : aucune demande n’en est sûre.`, `The target “${p.target}” is an average presented as a guarantee: no single request can count on it.`,
    'Écrivez « bond: objective », ou « statistic: each ».', 'Write “bond: objective”, or “statistic: each”.'),
  'stop-not-human': (p: { target: string; metric: string }) => error(`L’engagement « ${p.target} » (${p.metric}) serait arrêté par un message automatique.`, `The target “${p.target}” (${p.metric}) would be stopped by an automatic message.`,
    'Gardez « any_reply » pour « acknowledgement » ; ailleurs, seul un humain arrête l’horloge.', 'Keep “any_reply” for “acknowledgement”; elsewhere only a human stops the clock.'),
  'guard-on-absent': (p: { fact: string; rule: string; promised: boolean }) => (p.promised ? error : warning)(`${p.rule} s’appuie sur « ${p.fact} », que le contrat peut ne pas donner.`, `${p.rule} relies on “${p.fact}”, which the contract may not give.`,
    `Ajoutez « ${p.fact}: known » à la condition, ou une règle pour « ${p.fact}: missing », ou une valeur par défaut au fait.`, `Add “${p.fact}: known” to the condition, or a rule for “${p.fact}: missing”, or a default to the fact.`),
  'host-unknown': (p: { host: string; value: string; near: string | null }) => error(`« ${p.value} » est chez « ${p.host} », qui n’est pas dans « hosts: ».${or(p.near, 'fr')}`, `“${p.value}” is at “${p.host}”, which is not in “hosts:”.${or(p.near, 'en')}`,
    'Corrigez l’adresse, ou ajoutez le domaine à « hosts: ».', 'Correct the address, or add the domain to “hosts:”.'),
  'queue-constraint-broken': (p: { first: string; before: string }) => error(`La file ne fait pas passer ${p.first} avant ${p.before}.`, `The queue does not place ${p.first} before ${p.before}.`,
    'Changez l’ordre de « queue », ou retirez la contrainte « must ».', 'Change the order of “queue”, or remove the “must” constraint.'),
  'hole-in-week': (p: { what: string; holes: string }) => warning(`Personne ne répond (${p.what}) : ${p.holes}.`, `Nobody is there (${p.what}): ${p.holes}.`,
    'Complétez les horaires, ou écrivez « acknowledged: » et dites pourquoi c’est voulu.', 'Complete the hours, or write “acknowledged:” and say why it is meant.'),
  'figures-disagree': (p: { figure: string; expected: string; written: string }) => error(`Le chiffre « ${p.figure} » se contredit : le calcul donne ${p.expected}, il est écrit ${p.written}.`, `The figure “${p.figure}” disagrees with itself: the sum gives ${p.expected}, ${p.written} is written.`,
    'Corrigez l’un des deux chiffres.', 'Correct one of the two figures.'),
  'prose-without-reason': (_: object) => error('Cette clause n’est que du texte, et ne dit pas pourquoi.', 'This clause is only prose, and does not say why.',
    'Ajoutez « why: » (définition, courtoisie, mention légale…), ou une règle.', 'Add “why:” (definition, courtesy, legal notice…), or a rule.'),
  'later-without-words': (_: object) => error('Cette clause attend une prochaine version du langage, et ne dit pas ce qui manque.', 'This clause waits for a later version of the language, and does not say what is missing.',
    'Dites après « later: » ce qui n’est pas encore appliqué.', 'Say after “later:” what is not yet carried out.'),
  'means-missing': (_: object) => error('Cette clause ne dit pas ce qu’elle fait.', 'This clause does not say what it does.',
    'Ajoutez « means: » avec une règle, ou « means: prose » et « why: ».', 'Add “means:” with a rule, or “means: prose” and “why:”.'),
  'later-count': (p: { count: number; clauses: readonly string[] }) => info(`${p.count} clause(s) attendent une prochaine version du langage : ${list(p.clauses)}.`, `${p.count} clause(s) wait for a later version of the language: ${list(p.clauses)}.`,
    'Rien à faire : elles sont publiées, pas encore appliquées.', 'Nothing to do: they are published, not yet carried out.'),
  'prose-count': (p: { count: number; clauses: readonly string[] }) => info(`${p.count} clause(s) ne sont que du texte : ${list(p.clauses)}.`, `${p.count} clause(s) are only prose: ${list(p.clauses)}.`,
    'Rien à faire, si rien n’y est promis.', 'Nothing to do, if nothing is promised there.'),
  'pattern-invalid': (p: { pattern: string; problem: string }) => error(`Le motif « ${p.pattern} » n’est pas lisible : ${p.problem}.`, `The pattern “${p.pattern}” is not readable: ${p.problem}.`,
    'Corrigez le motif ; les références arrière et les anticipations n’existent pas ici.', 'Correct the pattern; back-references and look-around do not exist here.'),
  'redirect-nowhere': (p: { where: string }) => error(`${p.where} : il faut dire vers quel canal renvoyer.`, `${p.where}: it must be said to which channel to redirect.`,
    'Ajoutez « instead: { channel: … } ».', 'Add “instead: { channel: … }”.'),
  ...feeFindings,
  ...promiseFindings,
  ...lifeFindings,
  ...moneyFindings,
  ...noticeFindings,
  ...orderFindings,
  ...procedureFindings,
} as const

export type FindingCode = keyof typeof catalogue
export type FindingParams<C extends FindingCode> = Parameters<(typeof catalogue)[C]>[0]

/** All codes, for the documentation and its test. */
export const findingCodes = Object.keys(catalogue) as FindingCode[]
