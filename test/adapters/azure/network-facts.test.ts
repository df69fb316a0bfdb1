import {
  learnInterface,
  learnNetwork,
  learnPublicAddress,
  noFacts,
  placeOfVm,
} from '../../../src/adapters/azure/network-facts.ts'

const nsg = '/subscriptions/1/resourceGroups/RG/providers/Microsoft.Network/networkSecurityGroups/Nic-NSG'

const subnet = (name: string, guarded = false) => ({
  id: `/Net/${name}`,
  name,
  properties: guarded ? { networkSecurityGroup: { id: nsg.replace('Nic', 'Subnet') } } : {},
})
const configuration = (address: string, more: object = {}) => ({
  properties: { privateIPAddress: address, subnet: { id: '/net/A' }, ...more },
})

function facts(nic: object, ...subnets: object[]) {
  const known = noFacts()
  learnInterface(known, { id: '/NIC/1', properties: nic })
  learnPublicAddress(known, { id: '/pip/1', properties: { ipAddress: '20.1.2.3' } })
  learnPublicAddress(known, { id: '/pip/6', properties: { ipAddress: '2001:db8::1' } })
  learnPublicAddress(known, { id: '/pip/none', properties: {} })
  learnNetwork(known, { id: '/net', properties: { subnets } })
  return known
}
const one = { ipConfigurations: [configuration('10.0.0.4')] }

test('a security group on the interface or on its subnet, or a firewall in its network, guards a VM', () => {
  expect(placeOfVm(facts({ ...one, networkSecurityGroup: { id: nsg } }, subnet('a')), ['/nic/1']).guarded).toBe(true)
  expect(placeOfVm(facts(one, subnet('a', true)), ['/nic/1']).guarded).toBe(true)
  expect(placeOfVm(facts(one, subnet('a'), subnet('AzureFirewallSubnet')), ['/nic/1']).guarded).toBe(true)
  expect(placeOfVm(facts(one, subnet('a'), subnet('b', true)), ['/nic/1']).guarded).toBe(false)
})

test('what cannot be seen is not said', () => {
  expect(placeOfVm(facts(one), ['/nic/1']).guarded).toBeUndefined()
  expect(placeOfVm(facts(one, subnet('a')), ['/nic/2'])).toEqual({ guarded: undefined, managedFirewall: false })
  expect(placeOfVm(facts(one, subnet('a')), ['/nic/1', '/nic/2']).guarded).toBeUndefined()
  expect(placeOfVm(facts(one, subnet('a')), []).guarded).toBeUndefined()
})

test('each interface has the groups of its subnet and its own, the primary first; none is told where part cannot be seen', () => {
  const known = facts({ ...one, networkSecurityGroup: { id: nsg } }, subnet('a', true), subnet('b'))
  const other = { ipConfigurations: [{ properties: { privateIPAddress: '10.0.1.4', subnet: { id: '/net/b' } } }] }
  learnInterface(known, { id: '/nic/0', properties: { primary: false, ...other } })
  expect(placeOfVm(known, ['/nic/0', '/nic/1']).interfaces).toEqual([
    { address: '10.0.0.4', securityGroups: [nsg.replace('Nic', 'Subnet').toLowerCase(), nsg.toLowerCase()] },
    { address: '10.0.1.4', securityGroups: [] },
  ])
  expect(placeOfVm(known, ['/nic/1', '/nic/2'])).not.toHaveProperty('interfaces')
  const same = facts({ ...one, networkSecurityGroup: { id: nsg.replace('Nic', 'SUBNET') } }, subnet('a', true))
  expect(placeOfVm(same, ['/nic/1']).interfaces?.[0]?.securityGroups).toHaveLength(1)
  expect(() => learnInterface(noFacts(), { id: '/n', properties: { networkSecurityGroup: { id: '/x' } } })).toThrow(
    /not the id of a security group/,
  )
})

test('the addresses are those of the primary interface and configuration, IPv4 only', () => {
  const several = {
    ipConfigurations: [
      configuration('fd00::4'),
      configuration('10.0.0.5', { publicIPAddress: { id: '/pip/6' } }),
      configuration('10.0.0.4', { primary: true, publicIPAddress: { id: '/PIP/1' } }),
    ],
  }
  expect(placeOfVm(facts(several), ['/nic/1'])).toMatchObject({ privateAddress: '10.0.0.4', publicAddress: '20.1.2.3' })
  const known = facts(several)
  learnInterface(known, { id: '/nic/0', properties: { primary: false, ipConfigurations: [configuration('10.9.9.9')] } })
  expect(placeOfVm(known, ['/nic/0', '/nic/1'])).toMatchObject({ privateAddress: '10.0.0.4' })
})

test('rows that are not what they should be are refused, not guessed at', () => {
  expect(() => learnInterface(noFacts(), { properties: {} })).toThrow(/id is missing/)
  expect(() => learnNetwork(noFacts(), { properties: { subnets: 'none' } })).toThrow(/no list/)
  expect(() => learnPublicAddress(noFacts(), { id: '/p', properties: { ipAddress: 7 } })).toThrow(/no text/)
})
