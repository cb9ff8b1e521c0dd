import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { keysWithoutProvider, printSchema } from './schema.ts'

const database = await testDatabase()

test('schema.sql is what the migrations make (renew it with vitest -u)', async () => {
  await expect(await printSchema(database.pool)).toMatchFileSnapshot('../migrations/schema.sql')
})

test('every key, foreign key and index begins with the provider', async () => {
  expect(await keysWithoutProvider(database.pool)).toEqual([])
})
