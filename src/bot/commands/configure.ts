import type { ConfigurationVerb } from '../../domain/jit-configuration/configuration.ts'
import type { Command } from '../command.ts'
import { configureTyped } from '../configure-flow.ts'

export const enable: Command = {
  ...command('enable', ['onboard']),
  usage: 'enable <machines> [ports] [max <time>] [from <ranges>]',
  examples: ['enable app03', 'enable app03 22 max 3h from 203.0.113.0/24'],
}

export const configure: Command = {
  ...command('configure', ['config', 'rules']),
  usage: 'configure <machines> [add|remove] [ports] [max <time>] [from <ranges>]',
  examples: ['configure web01', 'configure web01 add 8443 max 1h'],
}

export const disable: Command = {
  ...command('disable', ['offboard']),
  usage: 'disable <machines>',
  examples: ['disable web01'],
}

function command(
  name: ConfigurationVerb,
  aliases: readonly string[],
): Pick<Command, 'name' | 'aliases' | 'who' | 'listed' | 'run'> {
  return { name, aliases, who: 'admins', listed: false, run: (context) => configureTyped(context, name) }
}
