import type { Command } from '../command.ts'
import { ask } from '../request-flow.ts'
import { isNetwork } from '../source-of.ts'
import { parseRequest } from '../text/parse-request.ts'

export const request: Command = {
  name: 'request',
  aliases: ['ask', 'open', 'req'],
  who: 'everyone',
  summary: 'Ask for access to a virtual machine for a limited time',
  usage: 'request <machines> <ports> <time> [at <start>] [from <addresses>] [reason]',
  details: [
    'Machine: a name, several with commas, web*, or resource-group/name. Ports: rdp, ssh, winrm, 3389, tcp/22, ssh,443 or 22-25.',
    'Machines with ports of their own: web01:rdp,web02:22,443 or web01 rdp, web02 ssh.',
    'Time: 30m, 2h, 1h30m, between 5 minutes and 24 hours; the clock starts when the port opens.',
    'At: a start in the future by your own clock, such as at 22:00, tomorrow 06:00 or at 2026-11-30 06:00. Without it, as soon as it is approved.',
    'From: your public IPv4 address, a CIDR, a network such as vpn, several with commas, or me for what you confirmed last.',
    'Alone, it brings a form.',
  ],
  examples: [
    'request web01 rdp 1h INC123456 patching',
    'request web01 rdp 1h from 203.0.113.7 INC123456',
    'request web01:rdp,web02:rdp,5986 1h from office, vpn INC123456',
    'request',
  ],
  run: (context) => ask(context, parseRequest(context.rest, isNetwork(context.deps))),
}
