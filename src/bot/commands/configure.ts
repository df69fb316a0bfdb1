import type { ConfigurationVerb } from '../../domain/jit-configuration/configuration.ts'
import type { Command } from '../command.ts'
import { configureTyped } from '../configure-flow.ts'

const rules =
  'Rules: ports such as 22,3389 or tcp/22, then max 3h, then from <ranges>. A word before them: add or remove; recommended for the ports that Defender recommends.'

export const enable: Command = {
  ...command('enable', ['onboard']),
  summary: 'Enable just-in-time access on machines, after a look at before and after',
  usage: 'enable <machines> [ports] [max <time>] [from <ranges>]',
  details: ['Without ports: 3389 for Windows, 22 for Linux, 3 hours, from anywhere; all can be edited first.', rules],
  examples: ['enable app03', 'enable app03 22 max 3h from 203.0.113.0/24'],
}

export const configure: Command = {
  ...command('configure', ['config', 'rules']),
  summary: 'Change the port rules of machines that have just-in-time access',
  usage: 'configure <machines> [add|remove] [ports] [max <time>] [from <ranges>]',
  details: ['Alone with a machine, it brings a form with its rules.', rules],
  examples: ['configure web01', 'configure web01 add 8443 max 1h'],
}

export const disable: Command = {
  ...command('disable', ['offboard']),
  summary: 'Take machines out of just-in-time access, after a look at before and after',
  usage: 'disable <machines>',
  details: ['Refused while a window is open on the machine.'],
  examples: ['disable web01'],
}

function command(
  name: ConfigurationVerb,
  aliases: readonly string[],
): Pick<Command, 'name' | 'aliases' | 'who' | 'listed' | 'run'> {
  return { name, aliases, who: 'admins', listed: false, run: (context) => configureTyped(context, name) }
}
