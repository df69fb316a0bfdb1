import fc from 'fast-check'
import { azureError } from '../../../src/adapters/azure/azure-error.ts'
import { missingRight } from '../../../src/adapters/azure/missing-right.ts'

const scope = '/subscriptions/s/resourceGroups/rg (old)/providers/Microsoft.Compute/virtualMachines/web_01'
const write = 'Microsoft.Compute/virtualMachines/write'
const has =
  "The client 'a' with object id 'b' has permission to perform the request on scope '/subscriptions/s'; however,"

test.each([
  [
    'AuthorizationFailed',
    `The client 'x@y' with object id 'z' does not have authorization to perform action '${write}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  ],
  [
    'LinkedAuthorizationFailed',
    `${has} it does not have permission to perform action(s) '${write}' on the linked scope(s) '${scope}' or the linked scope(s) are invalid.`,
  ],
])('%s tells action and scope', (code, message) => {
  expect(missingRight({ code, message })).toEqual({ action: write, scope })
})

test.each([
  [{ code: 'AuthorizationFailed', message: 'no right' }],
  [{ code: 'AuthorizationFailed' }],
  [{ message: `authorization to perform action '${write}' over scope '${scope}'` }],
  [{ code: 'Forbidden', message: `authorization to perform action '${write}' over scope '${scope}'` }],
  [{ code: 'AuthorizationFailed', message: `authorization to perform action '<b>' over scope '${scope}'` }],
  [{ code: 'AuthorizationFailed', message: `authorization to perform action '${write}' over scope '[x](http://y)'` }],
])('%j tells nothing that may be shown as a right', (said) => {
  expect(missingRight(said)).toBeUndefined()
})

test('only a 403 is a missing right', () => {
  const bodyAsText = JSON.stringify({
    error: {
      code: 'AuthorizationFailed',
      message: `authorization to perform action '${write}' over scope '${scope}'`,
    },
  })
  const thrown = (statusCode: number) => ({ name: 'RestError', statusCode, response: { bodyAsText } })
  expect(azureError(thrown(403), 'initiate').missing).toEqual({ action: write, scope })
  expect(azureError(thrown(400), 'initiate').missing).toBeUndefined()
})

test('any message has an answer', () => {
  const piece = fc.constantFrom("'", '/', 'authorization to perform action ', ' over scope ', 'a.b/c', '*', '\n', '.')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const found = missingRight({ code: 'AuthorizationFailed', message: pieces.join('') })
      if (found) expect(`${found.action}${found.scope}`).not.toMatch(/['\n]/)
    }),
  )
})
