import { expect, test } from 'vitest'
import { guessLanguage } from './language.ts'

const among = ['fr', 'en'] as const

test('S2-26: the language of an answer is found when it is long enough to say', () => {
  expect(guessLanguage('Bonjour, nous avons redémarré le serveur et tout est rétabli depuis ce matin.', among)).toBe('fr')
  expect(guessLanguage('Hello, we have restarted the server and everything has been working since then.', among)).toBe('en')
})

test('a short text, names and code say nothing', () => {
  for (const text of ['reset password please', 'ça marche pas', 'OK', 'nginx -t && systemctl reload nginx; tail -f /var/log/nginx/error.log | grep 502', 'Dell PowerEdge R640, Xeon Silver 4210, 64 GB DDR4, RAID 1 NVMe']) {
    expect(guessLanguage(text, among), text).toBeUndefined()
  }
})

test('what is quoted is not the writer’s own', () => {
  expect(guessLanguage('> Hello, we have restarted the server and it is up\n> since this morning, please check it\nOK', among)).toBeUndefined()
  expect(guessLanguage('Notre politique dit : « the answers to your requests are in English and you should write to us in it ». Nous pouvons aussi vous appeler.', among)).toBe('fr')
  expect(guessLanguage('Bonjour, voici ce que nous avons vu, the server is down and we have to restart it, et nous vous tenons au courant.', among)).toBeUndefined()
})
