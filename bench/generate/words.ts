/** Words for requests that look like those of a hosting company: the same index gives the same words. */

const things = [
  'Serveur injoignable depuis ce matin', 'Requêtes très lentes sur la base', 'Certificat expiré sur la boutique', 'Courriels classés indésirables', 'Disque presque plein',
  'Mise à jour de PHP demandée', 'Erreur 502 par intermittence', 'Sauvegarde de nuit en échec', 'Ajout d’un nom de domaine', 'Débit limité vers un opérateur', 'Accès SSH refusé', 'Redémarrage du serveur',
]
const sentences = [
  'Bonjour,', 'Depuis hier soir, les pages mettent plus de dix secondes à s’afficher.', 'Le journal ne montre rien d’anormal avant 22 h 40.', 'Nous avons redémarré le service une fois, sans effet durable.',
  'Les clients de la boutique ne peuvent plus valider leur panier.', 'Pouvez-vous regarder l’état du disque et du RAID ?', 'L’adresse concernée est celle de la machine principale.', 'Rien n’a changé de notre côté depuis une semaine.',
  'La supervision affiche une alerte depuis le passage de la maintenance.', 'Nous restons joignables au numéro habituel.', 'Je joins l’extrait du journal ci-dessous.', 'Merci de nous dire quand vous intervenez.',
]
const answers = [
  'Bonjour,\n\nNous avons trouvé la cause : un index manquait après la mise à jour. Il vient d’être recréé.', 'Bonjour,\n\nLe disque en cause est remplacé ; la reconstruction est en cours et la base accepte de nouveau les écritures.',
  'Bonjour,\n\nPouvez-vous nous confirmer l’heure du premier message d’erreur, et l’adresse depuis laquelle vous vous connectez ?', 'Bonjour,\n\nL’intervention est terminée. Nous surveillons le service jusqu’à ce soir.',
]

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

export const subject = (index: number): string => `${at(things, index * 7)} (${1000 + (index % 9000)})`

/** From two to nine lines, most of them short. */
export function requestText(index: number): string {
  return Array.from({ length: 2 + (index % 8) }, (_, line) => at(sentences, line === 0 ? 0 : index * 5 + line * 3)).join('\n')
}

export const answerText = (index: number): string => at(answers, index)

const firsts = ['Céline', 'Hugo', 'Malo', 'Odile', 'Ravi', 'Nadia', 'Paul', 'Inès', 'Yves', 'Léa', 'Karim', 'Anne']
const lasts = ['Aubry', 'Marchetti', 'Quéré', 'Fresnay', 'Payet', 'Benali', 'Lemoine', 'Da Costa', 'Guérin', 'Tessier', 'Haddad', 'Le Goff']
const trades = ['Atelier', 'Coopérative', 'Librairie', 'Studio', 'Garage', 'Cabinet', 'Domaine', 'Imprimerie']

export const personName = (index: number): string => `${at(firsts, index)} ${at(lasts, Math.floor(index / firsts.length) + index)}`
export const companyName = (index: number): string => `${at(trades, index)} ${at(lasts, index * 5 + Math.floor(index / 7))} ${index}`
