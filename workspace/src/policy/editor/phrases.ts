import type { Lang } from '../../texts/texts.ts'

const fr: Readonly<Record<string, string>> = {
  Find: 'Chercher', Replace: 'Remplacer par', next: 'suivant', previous: 'précédent', all: 'tous', 'match case': 'majuscules comprises', regexp: 'expression', 'by word': 'mots entiers', replace: 'remplacer', 'replace all': 'tout remplacer', close: 'fermer',
  'current match': 'ici', 'replaced match on line $': 'remplacé à la ligne $', 'replaced $ matches': '$ remplacements', 'on line': 'à la ligne', 'Go to line': 'Aller à la ligne', go: 'aller',
  'Folded lines': 'Lignes repliées', 'Unfolded lines': 'Lignes dépliées', to: 'à', 'folded code': 'texte replié', unfold: 'déplier', 'Fold line': 'Replier', 'Unfold line': 'Déplier',
  Diagnostics: 'Constats', 'No diagnostics': 'Aucun constat', Completions: 'Propositions', 'Selection deleted': 'Sélection effacée', 'Control character': 'Caractère de contrôle',
}

/** The editor's own few words. They are English of themselves. */
export function phrases(lang: Lang): Readonly<Record<string, string>> {
  return lang === 'fr' ? fr : {}
}
