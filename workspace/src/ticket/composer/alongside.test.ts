import { expect, test } from 'vitest'
import { readAlongside } from './alongside.ts'

test('what goes with a draft is read back as it was kept, fields with each kind of value; what is none of it is left out', () => {
  const kept = { fields: [{ fieldId: 'a', value: 'B12' }, { fieldId: 'b', value: 12.5 }, { fieldId: 'c', value: false }, { fieldId: 'd', value: ['x', 'y'] }, { fieldId: 'e', value: null }], assign: 'me', checklist: ['Voir'] }
  expect(readAlongside(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
  expect(readAlongside({ fields: [{ fieldId: 'a' }, { value: 'x' }, { fieldId: 'b', value: [1] }, 'c', null], assign: 'toi', checklist: [1] })).toEqual({})
  expect(readAlongside({ fields: 'B12' })).toEqual({})
})
