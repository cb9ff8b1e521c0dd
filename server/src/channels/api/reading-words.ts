/** The words of the page that shows the API. */
export const words = {
  fr: {
    title: 'L’API de Guichet',
    intro:
      'Tout ce que font les écrans, un programme peut le faire. Les adresses commencent par celle du prestataire. Les instants sont en UTC (RFC 3339), les durées en ISO 8601, les erreurs des « problèmes » (RFC 9457). Les noms et leurs descriptions sont en anglais.',
    parameters: 'Paramètres\u202f:', body: 'Contenu\u202f:', answers: 'Réponses\u202f:', schemas: 'Les objets', contents: 'Sommaire',
    demonstration: 'Démonstration\u202f: rien ne sort de cette machine.',
  },
  en: {
    title: 'The Guichet API',
    intro:
      'Whatever the screens do, a program can do. Addresses begin with the provider’s own. Instants are in UTC (RFC 3339), lengths of time ISO 8601, errors “problems” (RFC 9457).',
    parameters: 'Parameters:', body: 'Body:', answers: 'Answers:', schemas: 'The objects', contents: 'Contents',
    demonstration: 'Demonstration: nothing leaves this machine.',
  },
}

/** The chapters, as routes are tagged. */
export const chapters: Record<string, { fr: string; en: string }> = {
  Session: { fr: 'Connexion', en: 'Session' },
  Tickets: { fr: 'Tickets', en: 'Tickets' },
  'Acts on a ticket': { fr: 'Agir sur un ticket', en: 'Acts on a ticket' },
  Requests: { fr: 'Demandes', en: 'Requests' },
  Files: { fr: 'Fichiers', en: 'Files' },
  'Put aside': { fr: 'Mises de côté', en: 'Put aside' },
  Outgoing: { fr: 'Courrier sortant', en: 'Outgoing' },
  People: { fr: 'Personnes', en: 'People' },
  Policy: { fr: 'Politique', en: 'Policy' },
}
