import { messageLink } from '../../src/domain/message-link.ts'

const tenant = '7d1c1c1e-0000-4000-8000-000000000001'
const channel = '19:6f70732d617070726f76616c73000000@thread.tacv2'

test('a message of a channel has a link with its thread and its tenant', () => {
  const link = messageLink({ conversation: `${channel};messageid=1700`, messageId: '1705' }, tenant)
  expect(link).toBe(
    `https://teams.microsoft.com/l/message/19%3A6f70732d617070726f76616c73000000%40thread.tacv2/1705?tenantId=${tenant}&parentMessageId=1700&createdTime=1705`,
  )
  expect(messageLink({ conversation: channel, messageId: '1700' }, tenant)).toContain('parentMessageId=1700')
})

test.each([
  ['a:1personal', '1700'],
  ['19:x@unq.gbl.spaces', '1700'],
  [`${channel}/../evil`, '1700'],
  [channel, '17"><script>'],
  ['', ''],
])('what is no message of a channel has none: %s', (conversation, messageId) => {
  expect(messageLink({ conversation, messageId }, tenant)).toBeUndefined()
})
