import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findSecrets, mostRead } from '../../src/confidentiality/detect/find.ts'
import { masked, veil } from '../../src/confidentiality/detect/span.ts'
import { builtInKinds } from '../../src/confidentiality/types.ts'
import { secrets, talk } from './cases.ts'

const shown = (text: string): string => masked(text, findSecrets(text, builtInKinds, []))

describe('what is found in a text', () => {
  test.each(secrets)('AB-48, COM-04: %j veils %j', (text, secret) => {
    expect(shown(text)).not.toContain(secret)
    expect(shown(text)).toContain(veil)
  })

  test.each(talk)('a sentence is no secret: %j', (text) => {
    expect(shown(text)).toBe(text)
  })

  test('talk around a secret stays readable', () => {
    expect(shown('Bonjour,\nmon mot de passe ne marche plus.\nMot de passe : Azerty12\nMerci !')).toBe(`Bonjour,\nmon mot de passe ne marche plus.\nMot de passe : ${veil}\nMerci !`)
    expect(shown('postgres://app:s3cr3t@db.internal/x')).toBe(`postgres://app:${veil}@db.internal/x`)
  })

  test('only the kinds that are asked for', () => {
    const text = 'password=Zx9!kk, carte 4111 1111 1111 1111'
    expect(new Set(findSecrets(text, ['card'], []).map(({ kind }) => kind))).toEqual(new Set(['card']))
    expect(findSecrets(text, [], [])).toEqual([])
  })

  test('a wrong check digit is no card, no account, no social security number', () => {
    for (const text of ['4111 1111 1111 1112', 'FR76 3000 6000 0112 3456 7890 188', '1 84 12 76 451 089 45']) expect(shown(text), text).toBe(text)
  })
})

/** Passwords as people choose them: letters, digits and signs, at least one of each of two sorts. */
const password = fc.stringMatching(/^[A-Za-z]{3,8}[0-9]{2,6}[!@#$%&*+=?^~-]{0,3}[A-Za-z0-9]{1,8}$/)

describe('whatever is said of a password', () => {
  const subjects = fc.constantFrom('mon mot de passe', 'Le mot de passe', 'votre mdp', 'le mot de passe du compte admin', 'mon code PIN', 'my password', 'The password', 'the root password', 'my PIN', 'the access code')
  const verbs = fc.constantFrom('ne marche pas', 'est refusé', 'a expiré', 'est celui du mois dernier', 'doit être changé', 'ne convient plus depuis le 12/05/2026', 'a été envoyé à 14:30', ': problème urgent', ': voir plus haut', 'is not accepted', 'has expired', 'is too short', 'was reset yesterday', 'must have 12 characters', 'does not work on Windows11', ': please help', 'was sent to bob@example.com', 'fails with error 0x80070005', 'is 90 days old')
  const ends = fc.constantFrom('', '.', ' !', ', pouvez-vous m’aider ?', ', can you help?', '\nMerci', '\nversion 7.6.2.0, ticket 2026-118, +33 1 23 45 67 89')
  test('nothing is veiled', () => {
    fc.assert(fc.property(fc.array(fc.tuple(subjects, verbs, ends).map(([subject, verb, end]) => `${subject} ${verb}${end}`), { minLength: 1, maxLength: 4 }), (sentences) => {
      const text = sentences.join('\n')
      expect(shown(text)).toBe(text)
    }), { numRuns: 500 })
  })
})

describe('whatever the secret', () => {
  const frames = ['password=%s', 'Mot de passe : %s', 'mdp:%s', 'ID 123-456 password=%s', 'my password is %s', 'le mot de passe est %s, merci', '{"password":"%s"}', "define('DB_PASSWORD', '%s');", 'Bonjour\nlogin: bob\nmot de passe : %s\nmerci', 'https://bob:%s@example.com/', '198.51.100.7 root %s']
  test.each(frames)('nothing of it is left in %j', (frame) => {
    fc.assert(fc.property(password, (secret) => {
      // Forms that say themselves what they are: `sha256`, `win10`.
      fc.pre(!/^[A-Za-z]+-?\d[\dx]*$/.test(secret) && !/[@#?/=%&]/.test(frame.includes('://') ? secret : ''))
      expect(shown(frame.replace('%s', () => secret))).not.toContain(secret)
    }), { numRuns: 200 })
  })

  test('any text comes back as it was but for the veils', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom(...secrets.map(([text]) => text), ...talk), fc.string()), { maxLength: 8 }), (parts) => {
      const text = parts.join('\n')
      const spans = findSecrets(text, builtInKinds, [])
      for (const { from, to } of spans) expect(0 <= from && from < to && to <= text.length).toBe(true)
      const pieces = masked(text, spans).split(veil)
      let at = 0
      for (const piece of pieces) {
        at = text.indexOf(piece, at)
        expect(at).toBeGreaterThanOrEqual(0)
        at += piece.length
      }
    }), { numRuns: 300 })
  })
})

/** How many characters any step of the search looks at is bounded: twice the text never costs much more than twice the time. */
describe('hostile texts of one mebibyte', () => {
  const repeated = (unit: string): string => unit.repeat(Math.ceil(mostRead / unit.length)).slice(0, mostRead)
  const units = ['password', 'password=', 'password:"', 'password ', 'password is ', 'mot de passe ', 'a', '1', '1-', '4111 ', '://', '://a:', 'a@', 'ID ', 'id: ', '123-456-', '1.2.3.4 root ', 'login:', 'login: a/', '-----BEGIN PRIVATE KEY-----', 'eyJ', 'eyJaaaaaaaa.', 'Cookie: a=', '"', ' ', '\n', '\n\n\n', '<password>', 'FR76 3000 ', 'Bearer ', '1.2.3.4:root:a1', 'login:ab/b1', '123-456/ab1', '123-456 pass:a1', 'login:ab pass:a1', 'token:a1b2c3d4e5f6g7h8', 'api key:a1b2c3d4', 'sid=', 'PHPSESSID=', 'mdp:', 'mdp a1b2c3', 'eyJaaaaaaaa.aaaaaaaa', 'é', '\u202f']
  test.each(units)('%j over and over', (unit) => {
    const text = repeated(unit)
    const spans = findSecrets(text, builtInKinds, [])
    expect(masked(text, spans).length).toBeLessThanOrEqual(text.length + veil.length * (spans.length + 1))
  })
})
