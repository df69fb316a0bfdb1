import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { simulatorAzure } from '../../src/cli/simulator-azure.ts'
import { createSettings } from '../../src/simulator/azure/simulator-settings.ts'

async function run(...args: string[]) {
  const said = { out: '', err: '' }
  const outcome = await simulatorAzure(args, {
    out: (text) => {
      said.out += text
    },
    err: (text) => {
      said.err += text
    },
  })
  return { ...said, ...outcome }
}

describe('the command simulator-azure', () => {
  test('starts the simulator and says where it is, with an example that works', async () => {
    const { out, err, ...outcome } = await run('--port', '0', '--vms', '40')
    if (!('simulator' in outcome)) throw new Error(err)
    try {
      const [, example] = /'(http:\/\/127\.0\.0\.1:\d+\/[^']+)'/.exec(out) ?? []
      const answer = await fetch(example ?? '', { headers: { authorization: 'Bearer any', connection: 'close' } })
      expect(answer.status).toBe(200)
      expect(out).toContain('with 65 VMs')
    } finally {
      await outcome.simulator.close()
    }
  })

  test('explains itself', async () => {
    expect(await run('--help')).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/--port[\s\S]*--vms/),
      err: '',
    })
  })

  test('names every switch with how to set it, as a flag and in the sandbox', async () => {
    const { out } = await run('--help')
    for (const name of Object.keys(createSettings())) expect(out).toContain(`(${name})\n`)
    expect(out).toMatch(/--newer-replaces \(newerReplaces\)\n.+\n +never or vm-port or vm-port-source; default never/)
    expect(out).toContain('POST /sandbox/api/azure')
  })

  test('takes switches as flags', async () => {
    const flags = [
      '--newer-replaces',
      'vm-port',
      '--page-size=3',
      '--roles',
      'a/read,b/read',
      '--identity',
      'e@c.example',
    ]
    const { err, ...outcome } = await run('--port', '0', ...flags)
    if (!('simulator' in outcome)) throw new Error(err)
    await outcome.simulator.close()
    expect(outcome.simulator.settings).toMatchObject({
      newerReplaces: 'vm-port',
      pageSize: 3,
      roles: ['a/read', 'b/read'],
      identity: { upn: 'e@c.example' },
      denyPlacement: 'inserted',
    })
  })

  test.each([
    [['--page-size', '0'], /--page-size must be a whole number from 1 to 1000, not "0"/],
    [['--identity', 'Eva'], /--identity must be app, or the UPN/],
    [['--pageSize', '3'], /--pageSize/],
    [['--ports', '1'], /--ports/],
    [['extra'], /extra/],
    [['--port', 'http'], /--port must be a whole number from 0 to 65535, not "http"/],
    [['--port', '70000'], /--port must be/],
    [['--vms', '-1'], /--vms/],
    [['--vms', '1000000'], /--vms must be/],
  ])('refuses %j with a sentence and exit code 2', async (args, sentence) => {
    expect(await run(...args)).toMatchObject({ exitCode: 2, err: expect.stringMatching(sentence), out: '' })
  })

  test('says which port is in use, and how to choose another', async () => {
    const other = createServer()
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening))
    const { port } = other.address() as AddressInfo
    const outcome = await run('--port', String(port))
    await new Promise((closed) => other.close(closed))
    expect(outcome).toMatchObject({ exitCode: 1, err: expect.stringMatching(`Port ${port} is in use.*--port`) })
  })
})
