import type { Lang } from '@guichet/policy/model'
import type { Provider } from '#people/people.ts'
import type { World } from '#server/tables.ts'
import { listRetention } from './retention.ts'
import { privacySettings } from './settings.ts'
import { privacyWords } from './words.ts'

const words = {
  fr: {
    title: 'Registre des activités de traitement', article: 'RGPD, article 30. Établi à partir de la configuration.',
    responsible: 'Responsable du traitement', officer: 'Délégué à la protection des données', contact: 'Pour exercer ses droits', unsaid: 'à compléter',
    activity: 'Assistance aux clients', purposes: 'Finalités',
    purpose: ['répondre aux demandes d’assistance et tenir les engagements publiés', 'prouver ce qui a été demandé, promis et fait', 'protéger les comptes et contrôler les accès'],
    basis: 'Base légale', basisText: 'exécution du contrat (art. 6.1 b) ; intérêt légitime pour la sécurité et la preuve (art. 6.1 f) ; obligations légales (art. 6.1 c).',
    people: 'Personnes concernées', peopleText: 'contacts des clients, personnes qui écrivent au support, agents.',
    data: 'Catégories de données', dataList: ['identité et adresse électronique', 'demandes, réponses, notes et pièces jointes', 'connexions, adresses IP et secrets d’accès (hachés ou chiffrés)', 'licences, services et contrats', 'journal des consultations'],
    recipients: 'Destinataires', recipientsDefault: 'les agents habilités du prestataire.', transfers: 'Transferts hors de l’Union européenne', transfersDefault: 'aucun déclaré.',
    keeping: 'Durées de conservation', kind: 'Données', how: 'Durée', why: 'Justification',
    security: 'Mesures de sécurité',
    measures: ['mots de passe hachés (argon2id), second facteur, sessions révocables', 'cloisonnement par prestataire et par client, vérifié par des tests', 'liens et jetons gardés sous forme de condensat', 'journal des consultations scellé ligne à ligne', 'effacement à deux personnes, purge automatique, gel légal'],
  },
  en: {
    title: 'Register of processing activities', article: 'GDPR, article 30. Made from the configuration.',
    responsible: 'Controller', officer: 'Data protection officer', contact: 'To exercise one’s rights', unsaid: 'to be completed',
    activity: 'Customer support', purposes: 'Purposes',
    purpose: ['to answer requests for support and keep the promises that are published', 'to prove what was asked, promised and done', 'to protect accounts and control access'],
    basis: 'Legal basis', basisText: 'performance of the contract (art. 6.1 b); legitimate interest for security and proof (art. 6.1 f); legal obligations (art. 6.1 c).',
    people: 'Data subjects', peopleText: 'contacts of customers, people who write to the support, agents.',
    data: 'Categories of data', dataList: ['identity and mail address', 'requests, answers, notes and attachments', 'sign-ins, IP addresses and access secrets (hashed or encrypted)', 'licences, services and contracts', 'log of what was read'],
    recipients: 'Recipients', recipientsDefault: 'the provider’s authorised agents.', transfers: 'Transfers outside the European Union', transfersDefault: 'none declared.',
    keeping: 'Retention', kind: 'Data', how: 'How long', why: 'Why',
    security: 'Security measures',
    measures: ['passwords hashed (argon2id), second factor, sessions that can be ended', 'walls between providers and between customers, held by tests', 'links and tokens kept as hashes', 'a log of what was read, sealed line by line', 'erasure by two people, automatic purge, legal hold'],
  },
} as const

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** The register of processing activities of a provider as Markdown, made from what is configured (GDPR-07). */
export async function processingRegister(world: World, provider: Provider, lang: Lang): Promise<string> {
  const [settings, kept] = await Promise.all([privacySettings(world, provider.id), listRetention(world, provider.id)])
  const t = words[lang]
  const p = privacyWords[lang]
  const list = (items: readonly string[]) => items.map((item) => `- ${item}`).join('\n')
  const rows = kept.map(({ kind, days, reason }) => `| ${cell(p.kinds[kind].name)} | ${p.days(days)} ${p.kinds[kind].after} | ${cell(reason ?? p.kinds[kind].why)} |`)
  return `# ${t.title} : ${provider.name}

${t.article}

- **${t.responsible}** : ${settings.responsible ?? `${provider.name} (${t.unsaid})`}
- **${t.officer}** : ${settings.officer ?? t.unsaid}
- **${t.contact}** : ${settings.contact ?? t.unsaid}

## ${t.activity}

### ${t.purposes}

${list(t.purpose)}

### ${t.basis}

${t.basisText}

### ${t.people}

${t.peopleText}

### ${t.data}

${list(t.dataList)}

### ${t.recipients}

${settings.recipients ?? t.recipientsDefault}

### ${t.transfers}

${settings.transfers ?? t.transfersDefault}

### ${t.keeping}

| ${t.kind} | ${t.how} | ${t.why} |
|---|---|---|
${rows.join('\n')}

### ${t.security}

${list(t.measures)}
`.replaceAll(' : ', lang === 'fr' ? '\u00a0: ' : ': ')
}
