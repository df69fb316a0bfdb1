import type { Machines } from './read-ask.ts'

const attributes: Readonly<Record<string, 'resourceGroup' | 'subscription' | 'location' | 'os'>> = {
  rg: 'resourceGroup',
  resourcegroup: 'resourceGroup',
  subscription: 'subscription',
  location: 'location',
  os: 'os',
}

/** Reads `name=web01 tag.env=prod rg=rg-web ports=rdp,ssh`, or says what is wrong. */
export function machineFrom(text: string): Machines | string {
  const wanted = 'Write a machine such as --vm "name=web01 tag.env=prod rg=rg-web os=windows ports=rdp,ssh".'
  let name: string | undefined
  const tags: Record<string, string> = {}
  const machine: Record<string, unknown> = {}
  for (const part of text.split(/\s+/).filter((word) => word !== '')) {
    const [, key = '', value = ''] = /^([^=]+)=(.+)$/.exec(part) ?? []
    const attribute = attributes[key.toLowerCase()]
    if (key.toLowerCase() === 'name') name = value
    else if (/^tag\../i.test(key)) tags[key.slice(4)] = value
    else if (key.toLowerCase() === 'ports') machine.ports = value.split(',')
    else if (key.toLowerCase() === 'os' && !['windows', 'linux'].includes(value))
      return `os is windows or linux. ${wanted}`
    else if (attribute) machine[attribute] = value
    else return `“${part.slice(0, 80)}” is not understood. ${wanted}`
  }
  if (name === undefined || !/^[\p{L}\p{N}._-]{1,64}$/u.test(name)) return `The name is missing or is none. ${wanted}`
  return { [name]: { ...machine, tags } }
}
