import type { DomainCheck } from '@guichet/protocol'
import type { Lang } from '../../texts/texts.ts'

/** What is so, and what to do about it. */
type Told = readonly [string, string]

const fr = {
  title: 'Ce que dit le DNS', why: 'Où mène le courriel de vos domaines, et ce qui prouve aux autres que vos lettres sont de vous.', unread: 'Le DNS n’a pas pu être interrogé.', none: 'Aucune adresse, donc aucun domaine.',
  demonstration: 'Dans la démonstration, le DNS de l’Internet n’est pas interrogé.', again: 'Demander de nouveau', asking: 'Le DNS est interrogé…', askedAt: (when: string) => `Demandé ${when}.`,
  mx: {
    here: ['Le courriel arrive ici.', 'Rien à faire.'], elsewhere: ['Le courriel mène ailleurs.', 'C’est bien si ce serveur transmet au guichet\u202f: une lettre d’essai le dit. Sinon, ajoutez un MX qui mène à cette machine.'],
    dangling: ['Les MX nomment des serveurs sans adresse.', 'Corrigez ces noms, ou donnez-leur une adresse (A ou AAAA)\u202f: le courriel de ce domaine se perd.'],
    none: ['Ce domaine n’a pas de MX.', 'Ajoutez un enregistrement MX qui nomme le serveur où arrive son courriel.'], refuses: ['Ce domaine déclare ne recevoir aucun courriel.', 'Retirez son MX vide («\u00a0.\u00a0»), et mettez-en un qui nomme un serveur.'],
    'no-domain': ['Ce domaine n’existe pas.', 'Vérifiez son nom, ou son renouvellement chez votre registraire.'], 'no-answer': ['Le DNS n’a pas répondu à temps.', 'Redemandez dans un moment\u202f; sinon, regardez les serveurs de noms du domaine.'],
  } satisfies Record<DomainCheck['mx']['state'], Told>,
  spf: {
    present: ['SPF est publié.', 'Vérifiez qu’il nomme votre serveur de départ.'], open: ['SPF laisse n’importe qui écrire en votre nom.', 'Finissez l’enregistrement par «\u00a0-all\u00a0» ou «\u00a0~all\u00a0», pas par «\u00a0+all\u00a0».'],
    several: ['Il y a plusieurs enregistrements SPF.', 'Ils s’annulent\u202f: gardez-en un seul, qui dit tout.'], missing: ['SPF n’est pas publié.', 'Vos lettres risquent d’être prises pour des fausses.'],
    'no-answer': ['Le DNS n’a pas répondu à temps.', 'Redemandez dans un moment.'],
  } satisfies Record<DomainCheck['spf']['state'], Told>,
  dmarc: {
    present: ['DMARC est publié, et demande d’écarter les fausses lettres.', 'Rien à faire.'], watching: ['DMARC est publié, mais ne demande rien (p=none).', 'Quand les rapports sont bons, passez à «\u00a0p=quarantine\u00a0», puis à «\u00a0p=reject\u00a0».'],
    several: ['Il y a plusieurs enregistrements DMARC.', 'Aucun ne compte alors\u202f: gardez-en un seul.'], missing: ['DMARC n’est pas publié.', 'D’autres peuvent écrire en votre nom sans que rien ne les arrête.'],
    'no-answer': ['Le DNS n’a pas répondu à temps.', 'Redemandez dans un moment.'],
  } satisfies Record<DomainCheck['dmarc']['state'], Told>,
  spfExample: (domain: string) => `Ajoutez à ${domain} un enregistrement TXT, par exemple\u202f:`, dmarcExample: (domain: string) => `Ajoutez à _dmarc.${domain} un enregistrement TXT, par exemple\u202f:`, ofParent: (domain: string) => `(de ${domain})`,
  leadsHere: 'mène ici', leadsElsewhere: 'mène à une autre machine', leadsNowhere: 'ne mène nulle part',
}

const en: typeof fr = {
  title: 'What DNS says', why: 'Where the mail of your domains leads, and what proves to others that your letters are yours.', unread: 'DNS could not be asked.', none: 'No addresses, so no domains.',
  demonstration: 'In the demonstration the DNS of the Internet is not asked.', again: 'Ask again', asking: 'DNS is being asked…', askedAt: (when) => `Asked ${when}.`,
  mx: {
    here: ['Mail comes in here.', 'Nothing to do.'], elsewhere: ['Mail leads elsewhere.', 'That is fine if that server hands it on to the desk: a trial letter tells. Otherwise add an MX that leads to this machine.'],
    dangling: ['The MX name servers that have no address.', 'Put these names right, or give them an address (A or AAAA): mail for this domain is lost.'],
    none: ['This domain has no MX.', 'Add an MX record that names the server where its mail comes in.'], refuses: ['This domain says that it takes no mail.', 'Take away its empty MX (“.”), and set one that names a server.'],
    'no-domain': ['This domain does not exist.', 'Check its name, or whether it was renewed with your registrar.'], 'no-answer': ['DNS did not answer in time.', 'Ask again in a moment; else look at the name servers of the domain.'],
  },
  spf: {
    present: ['SPF is published.', 'Check that it names your outgoing server.'], open: ['SPF lets anybody write in your name.', 'End the record in “-all” or “~all”, not in “+all”.'],
    several: ['There are several SPF records.', 'They cancel each other: keep a single one that says it all.'], missing: ['SPF is not published.', 'Your letters may be taken for forged ones.'],
    'no-answer': ['DNS did not answer in time.', 'Ask again in a moment.'],
  },
  dmarc: {
    present: ['DMARC is published, and asks for forged letters to be put aside.', 'Nothing to do.'], watching: ['DMARC is published, but asks for nothing (p=none).', 'Once the reports are good, go on to “p=quarantine”, then to “p=reject”.'],
    several: ['There are several DMARC records.', 'None counts then: keep a single one.'], missing: ['DMARC is not published.', 'Others may write in your name, and nothing stops them.'],
    'no-answer': ['DNS did not answer in time.', 'Ask again in a moment.'],
  },
  spfExample: (domain) => `Add a TXT record to ${domain}, such as:`, dmarcExample: (domain) => `Add a TXT record to _dmarc.${domain}, such as:`, ofParent: (domain) => `(of ${domain})`,
  leadsHere: 'leads here', leadsElsewhere: 'leads to another machine', leadsNowhere: 'leads nowhere',
}

/** The words of what DNS says of the domains of mail. */
export function domainTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
