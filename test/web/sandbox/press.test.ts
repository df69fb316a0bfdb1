import { noteOf, pressOf } from '../../../src/web/sandbox/press.ts'

const execute = (title: string, verb: string, data?: unknown) => ({ type: 'Action.Execute', title, verb, data })

describe('a press names its button', () => {
  test('by its title, when the card has one of that name', () => {
    const show = { type: 'Action.ShowCard', title: 'Deny', card: { actions: [execute('Deny', 'deny', { v: 1 })] } }
    const card = { actions: [execute('Approve', 'approve', { v: 1 }), show] }
    expect(pressOf(card, { title: 'Deny', verb: 'deny', data: { v: 1 } }, { reason: 'no' })).toEqual({
      action: 'Deny',
      inputs: { reason: 'no' },
    })
  })

  test('by its own verb and data, when several share the name', () => {
    const card = {
      body: [
        { actions: [execute('Ask', 'ask', { vm: 'web01' })] },
        { actions: [execute('ask', 'ask', { vm: 'web02' })] },
      ],
    }
    const press = pressOf(card, { title: 'Ask', verb: 'ask', data: { vm: 'web02' } }, {})
    expect(press.forge).toEqual({ verb: 'ask', data: { vm: 'web02' } })
  })

  test('by its verb, when it has no title', () => {
    expect(pressOf({}, { title: '', verb: 'close', data: undefined }, {})).toEqual({ action: 'close', inputs: {} })
  })

  test('and what looks like a button inside data is none', () => {
    const card = { actions: [execute('Ask', 'ask', { trap: execute('Ask', 'ask') })] }
    expect(pressOf(card, { title: 'Ask', verb: 'ask', data: {} }, {}).forge).toBeUndefined()
  })
})

describe('what the presser reads', () => {
  test('nothing, when a card is the answer', () => {
    const body = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: {} }
    expect(noteOf({ status: 200, body })).toBeUndefined()
    expect(noteOf({ status: 202, body: null })).toBeUndefined()
  })

  test('the sentence, when a sentence is', () => {
    const body = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'You may not.' }
    expect(noteOf({ status: 200, body })).toEqual({ kind: 'message', text: 'You may not.' })
  })

  test('an error with the reason, when the bot failed in the status or in the body', () => {
    expect(noteOf({ status: 502 })?.kind).toBe('error')
    const body = {
      statusCode: 500,
      type: 'application/vnd.microsoft.error',
      value: { message: 'The database is away.' },
    }
    expect(noteOf({ status: 200, body })?.text).toContain('500. The database is away.')
  })
})
