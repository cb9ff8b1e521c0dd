import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './passwords.ts'
import { createSigner } from './signing.ts'
import { hashToken, newToken, shortToken } from './tokens.ts'

test('a password is recognised, however its accents were typed, and no other is', async () => {
  const stored = await hashPassword('é'.normalize('NFD') + 'toile filante')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword('étoile filante'.normalize('NFC'), stored)).toBe(true)
  expect(await verifyPassword('étoile filante ', stored)).toBe(false)
})

test('an unknown account answers no, whatever the password', async () => {
  expect(await verifyPassword('', undefined)).toBe(false)
  await expect(verifyPassword('x', 'x')).rejects.toThrow('not a stored password')
})

test('the same password is stored differently each time', async () => {
  expect(await hashPassword('a')).not.toBe(await hashPassword('a'))
})

test('a token is found by its hash, which does not give it away', () => {
  const { token, hash } = newToken()
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(hashToken(token)).toEqual(hash)
  expect(hash.toString('base64url')).not.toBe(token)
  expect(shortToken(80)).toMatch(/^[a-hj-km-np-z0-9]{16}$/)
})

test('a signature holds for its text and its purpose only', () => {
  const secret = 's'.repeat(32)
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, other) => {
      const form = createSigner(secret, 'form')
      const signature = form.sign(text)
      expect(form.verify(text, signature)).toBe(true)
      expect(form.verify(other, signature)).toBe(other === text)
      expect(createSigner(secret, 'mail').verify(text, signature)).toBe(false)
      expect(form.verify(text, `${signature}=`)).toBe(false)
      expect(form.verify(text, other)).toBe(other === signature)
    }),
  )
})
