import { expect, test } from 'vitest'
import { wayInWords } from '../../src/words/outcome.ts'
import { readable } from '../sample.ts'
import { policyOf, policyText } from '../support/policy.ts'

test.each([
  ['portal', 'depuis votre espace', 'from your account'], ['mail', 'par courriel', 'by e-mail'], ['phone', 'par téléphone', 'by telephone'], ['chat', 'par messagerie instantanée', 'by chat'],
  ['forum', 'sur le forum', 'on the forum'], ['list', 'sur la liste de diffusion', 'on the mailing list'], ['social', 'sur les réseaux sociaux', 'on social networks'], ['post', 'par courrier postal', 'by post'],
  ['fax', 'par télécopie', 'by fax'], ['person', 'en écrivant à une personne de l’équipe', 'by writing to a member of the team'], ['api', 'par l’API', 'through the API'], ['monitoring', 'par la supervision', 'from monitoring'],
])('one comes by a channel of the kind %s', (medium, fr, en) => {
  const policy = policyOf(policyText().replace('medium: mail', `medium: ${medium}`))
  expect([readable(wayInWords('mail', policy, 'fr')), wayInWords('mail', policy, 'en'), wayInWords('pigeon', policy, 'en'), wayInWords(undefined, policy, 'fr')]).toEqual([fr, en, '', ''])
})
