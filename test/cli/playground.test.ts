import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { personNamed, playgroundConfig } from '../../src/cli/playground/config.ts'
import { lookFor } from '../../src/cli/playground/running-bot.ts'
import { sandboxPeople } from '../../src/simulator/sandbox/people.ts'
import { must } from '../fixtures.ts'

const run = async (...args: string[]) =>
  await promisify(execFile)(process.execPath, ['dist/cli/playground.js', ...args]).then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, text: stderr }),
  )

test('everybody of the sandbox has a configuration that the Playground takes, with the sandbox’s own ids', () => {
  for (const person of sandboxPeople) {
    const config = JSON.parse(playgroundConfig(person))
    expect(config.currentUser).toMatchObject({ name: person.name, aadObjectId: person.id })
    // It takes exactly five others, and one channel.
    expect(config.users).toHaveLength(5)
    expect(config.users.map(({ id }: { id: string }) => id)).not.toContain(config.currentUser.id)
    expect(config.team.channels).toHaveLength(1)
  }
})

test('people are named in any case, by first name or object id', () => {
  const adam = must(sandboxPeople.find(({ name }) => name === 'Adam Novak'))
  for (const typed of ['adam', ' ADAM ', adam.id]) expect(personNamed(typed)).toBe(adam)
  for (const typed of ['', 'ada', 'Adam Novak', '__proto__']) expect(personNamed(typed)).toBeUndefined()
})

test.each([
  [['--as', 'nobody'], /no "nobody" in the sandbox\. There are emma \(engineer\)/],
  [['--port', '0'], /--port must be a whole number from 1 to 65535/],
  [['--playground-port', 'x'], /--playground-port must be/],
  [['--bogus'], /Usage/],
])('what is typed wrong is told with what is allowed: %j', async (args, told) => {
  const { code, text } = await run(...args)
  expect(code).toBe(1)
  expect(text).toMatch(told)
  expect(text).toMatch(/Usage: npm run playground/)
})

test('something else on the port is no sandbox for the Playground, and is left alone', async () => {
  const server = createServer((_request, response) => response.writeHead(404).end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    expect(await lookFor(`http://127.0.0.1:${port}`)).toBe('other')
    const { code, text } = await run('--port', String(port))
    expect(code).toBe(1)
    expect(text).toMatch(/Something else listens/)
  } finally {
    server.close()
    server.closeAllConnections()
  }
  expect(await lookFor(`http://127.0.0.1:${port}`)).toBe('nothing')
})
