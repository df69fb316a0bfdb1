import { offerBreakGlass } from '../break-glass-flow.ts'
import type { Command } from '../command.ts'
import { isNetwork } from '../source-of.ts'
import { parseRequest } from '../text/parse-request.ts'

export const breakGlass: Command = {
  name: 'break-glass',
  aliases: ['breakglass', 'emergency'],
  who: 'everyone',
  listed: false,
  summary: 'Open a port at once in an emergency, without an approval; others are told and sign for it',
  usage: 'break-glass <machine> <ports> [time] [from <address>] [reason]',
  details: [
    'For the people that the access policy lists for it. You read what happens and confirm with a reason; nothing opens before.',
    'Those who would have been asked are told at once, a reviewer signs for it, and you wait before you can do it again.',
  ],
  examples: ['break-glass web01 rdp 30m from 203.0.113.7 INC123456 the site is down'],
  run: (context) => offerBreakGlass(context, parseRequest(context.rest, isNetwork(context.deps))),
}
