import type { Command } from '../command.ts'
import { ask } from '../request-flow.ts'
import { isNetwork } from '../source-of.ts'
import { parseRequest } from '../text/parse-request.ts'

export const request: Command = {
  name: 'request',
  aliases: ['ask', 'open', 'req'],
  who: 'everyone',
  usage: 'request <machines> <ports> <time> [at <start>] [from <addresses>] [reason]',
  examples: [
    'request web01 rdp 1h INC123456 patching',
    'request web01 rdp 1h from 203.0.113.7 INC123456',
    'request web01:rdp,web02:rdp,5986 1h from office, vpn INC123456',
    'request',
  ],
  run: (context) => ask(context, parseRequest(context.rest, isNetwork(context.deps))),
}
