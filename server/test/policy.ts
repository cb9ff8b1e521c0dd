/** A small policy of a made-up company, with a bit of everything that the desk must honour. Monday to Friday, 9 to 18. */
export const policySource = (version = 'v1', effective = '2026-01-01', first = '2h', keep: 'keep' | 'adopt' = 'keep') => `
guichet: 1
policy: essai
provider: { id: essai, name: Essai, accent: "#0f5c6e" }
title: { fr: Essai, en: Trial }
version: "${version}"
effective: ${effective}
zone: Europe/Paris
languages: { authoritative: fr, published: [fr, en] }
currency: EUR
facts:
  kind:
    label: { fr: Type, en: Kind }
    values: { question: { fr: Question, en: Question }, technical: { fr: Technique, en: Technical }, billing: { fr: Facturation, en: Billing }, networking: { fr: Réseau, en: Network } }
    default: question
  urgent: { type: flag, label: { fr: Urgent, en: Urgent }, default: no }
  night: { type: flag, label: { fr: De nuit, en: By night }, default: no }
  priority: { label: { fr: Priorité, en: Priority }, values: { high: { fr: Haute, en: High }, normal: { fr: Normale, en: Normal } }, default: normal }
  server_ip: { type: ip, label: { fr: Adresse IP, en: IP address }, example: "203.0.113.7" }
  contract.gti: { type: duration, label: { fr: GTI, en: GIT }, from: contract }
clauses:
  - id: "1"
    title: { fr: Horaires, en: Hours }
    says: { fr: "Le support est ouvert de {calendar.support}.", en: "Support is open {calendar.support}." }
    means:
      calendars:
        support: { label: { fr: "heures de support", en: "support hours" }, days: weekdays, hours: ["09:00-18:00"], holidays: none }
  - id: "2"
    title: { fr: Où demander, en: Where to ask }
    says: { fr: "Par l'espace client, par courriel, par téléphone.", en: "By the client area, by mail, by telephone." }
    means:
      channels:
        portal: { label: { fr: Espace client, en: Client area }, medium: portal }
        mail: { label: { fr: Courriel, en: Mail }, medium: mail }
        phone: { label: { fr: Téléphone, en: Telephone }, medium: phone }
        program: { label: { fr: Programme, en: Program }, medium: api }
      access:
        - { answer: open }
  - id: "3"
    title: { fr: Qui peut demander, en: Who may ask }
    says: { fr: "Une demande technique vient d'un client identifié.", en: "A technical request comes from an identified customer." }
    means:
      identification:
        - {}
        - { when: { kind: technical }, needs: { trust: { at_least: T1 }, customer: known }, otherwise: refuse, reason: { fr: "Nous devons savoir qui demande.", en: "We must know who asks." } }
  - id: "4"
    title: { fr: Périmètre, en: Scope }
    says: { fr: "Le réseau n'est pas couvert.", en: "Networks are not covered." }
    means:
      scope:
        - { answer: covered }
        - { when: { kind: networking }, answer: excluded, instead: { referral: { fr: "Votre administrateur réseau", en: "Your network administrator" } } }
  - id: "5"
    title: { fr: Priorité, en: Priority }
    says: { fr: "L'urgent est prioritaire.", en: "Urgent comes first." }
    means:
      priority:
        - { is: normal }
        - { when: { urgent: yes }, is: high }
      queue: { order: [ { name: high, when: { priority: high } }, { name: normal } ], then: due }
      requires:
        - { when: { kind: technical }, facts: [ server_ip ], if_missing: ask }
  - id: "6"
    title: { fr: Délais, en: Times }
    says: { fr: "Réponse en {target.reply}, réponse suivante en {target.next}, rétablissement en {target.fix}.", en: "Answer in {target.reply}, next answer in {target.next}, restored in {target.fix}." }
    means:
      targets:
        - { name: reply, label: { fr: Réponse, en: Answer }, metric: first_reply, within: ${first}, counted: support, statistic: each, bond: guaranteed, late_when: now_past_deadline }
        - { name: reply-high, label: { fr: Réponse urgente, en: Urgent answer }, metric: first_reply, when: { priority: high }, within: 30min, counted: support, statistic: each, bond: guaranteed, late_when: now_past_deadline }
        - { name: next, label: { fr: Réponse suivante, en: Next answer }, metric: next_reply, within: 4h, counted: support, statistic: each, bond: objective, late_when: now_past_deadline }
        - { name: fix, label: { fr: Résolution, en: Resolution }, metric: resolution, within: 16h, counted: support, statistic: each, bond: objective, late_when: now_past_deadline }
        - { name: ack, label: { fr: Accusé, en: Acknowledgement }, metric: acknowledgement, within: 15min, counted: elapsed, statistic: each, bond: objective, late_when: now_past_deadline }
  - id: "7"
    title: { fr: Qui traite, en: Who acts }
    says: { fr: "L'équipe traite les demandes ; la nuit, elles attendent l'ouverture.", en: "The team acts; by night requests wait for the opening." }
    means:
      handling:
        - { by: team, during: always }
        - { when: { night: yes }, by: team, during: support }
  - id: "8"
    title: { fr: Changements, en: Changes }
    says: { fr: "Un ticket garde la politique de son ouverture.", en: "A ticket keeps the policy of its opening." }
    means:
      policy_changes: { applies_to_open_tickets: ${keep}, on_tier_change: from_opening, notice: 0d }
`
