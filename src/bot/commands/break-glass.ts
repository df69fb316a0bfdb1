import { offerBreakGlass } from '../break-glass-flow.ts'
import type { Command } from '../command.ts'
import { isNetwork } from '../source-of.ts'
import { parseRequest } from '../text/parse-request.ts'

export const breakGlass: Command = {
  name: 'break-glass',
  aliases: ['breakglass', 'emergency'],
  who: 'everyone',
  listed: false,
  usage: 'break-glass <machine> <ports> [time] [from <address>] [reason]',
  examples: ['break-glass web01 rdp 30m from 203.0.113.7 INC123456 the site is down'],
  run: (context) => offerBreakGlass(context, parseRequest(context.rest, isNetwork(context.deps))),
}
