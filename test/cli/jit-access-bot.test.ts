import { execFileSync } from 'node:child_process'
import { jitAccessBot } from '../../src/cli/jit-access-bot.ts'
import { actionsOf, azureRoleName, roleNames } from '../../src/domain/rights/capability.ts'

const one = '5b1b0000-0000-4000-8000-000000000001'
const two = '5b1b0000-0000-4000-8000-000000000002'
const principal = 'b07b07b0-0000-4000-8000-0000000000b0'

async function run(...args: string[]) {
  const said = { out: '', err: '' }
  const code = await jitAccessBot(
    args,
    // A folder that cannot be made.
    { DATA_DIR: '/dev/null/none' },
    {
      out: (text) => {
        said.out += text
      },
      err: (text) => {
        said.err += text
      },
    },
  )
  return { code, ...said }
}

test.each([[[]], [['help']], [['--help']]])('%j explains every command', async (args) => {
  const { code, out } = await run(...args)
  expect(code).toBe(0)
  for (const words of ['audit verify', 'roles']) expect(out).toContain(`jit-access-bot ${words}`)
})

test.each([[['audit']], [['audit', 'nothing']], [['rolesx']], [['constructor']]])(
  '%j is no command, and the help follows',
  async (args) => {
    expect(await run(...args)).toEqual({ code: 2, out: '', err: expect.stringMatching(/is no command[\s\S]*roles/) })
  },
)

test('a command that breaks is a sentence and exit code 2, never a stack', async () => {
  const { code, err } = await run('audit', 'verify')
  expect(code).toBe(2)
  expect(err).toMatch(/^audit verify could not be done: /)
  expect(err).not.toMatch(/\n\s+at /)
})

describe('roles', () => {
  const commands = async (...more: string[]) => {
    const { code, out, err } = await run('roles', '--subscriptions', `${one},${two}`, '--principal', principal, ...more)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    return out.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  }

  test('prints one definition a role and one assignment a role and subscription', async () => {
    const lines = await commands()
    expect(lines.filter((line) => line.startsWith('az role definition create'))).toHaveLength(roleNames.length)
    for (const role of roleNames)
      for (const id of [one, two])
        expect(lines).toContain(
          `az role assignment create --assignee-object-id ${principal} --assignee-principal-type ServicePrincipal --role ${azureRoleName(role)} --scope /subscriptions/${id}`,
        )
    expect(lines).toHaveLength(roleNames.length * 3)
  })

  test('a shell hands Azure the role as the file has it, for these subscriptions', async () => {
    const [line = ''] = await commands('--roles', 'requester')
    // `az` is a function here that prints its last argument.
    const script = `az() { for last; do :; done; printf %s "$last"; }\n${line}`
    const definition = JSON.parse(execFileSync('sh', ['-c', script], { encoding: 'utf8' }))
    expect(definition).toMatchObject({
      Name: 'jit-access-bot-requester',
      AssignableScopes: [`/subscriptions/${one}`, `/subscriptions/${two}`],
    })
    expect([...definition.Actions].sort()).toEqual([...actionsOf('requester')].sort())
  })

  test('fewer roles and another cloud, when asked for', async () => {
    const lines = await commands('--roles', 'auditor,requester', '--cloud', 'usgov')
    expect(lines[0]).toBe('az cloud set --name AzureUSGovernment')
    expect(lines.join('\n')).not.toContain('jit-access-bot-closer')
  })

  test.each([
    [['roles'], /Name the subscriptions/],
    [['roles', '--subscriptions', one], /Name who gets the roles/],
    [['roles', '--subscriptions', `${one};rm -rf /`, '--principal', principal], /is no id: it must be a GUID/],
    [['roles', '--subscriptions', one, '--principal', '$(id)'], /is no id/],
    [['roles', '--subscriptions', one, '--principal', principal, '--roles', 'owner'], /“owner” is no role.*requester/],
    [['roles', '--subscriptions', one, '--principal', principal, '--roles', ','], /is no role/],
    [['roles', '--subscriptions', one, '--principal', principal, '--cloud', 'china'], /The clouds are public, usgov/],
    [['roles', '--nonsense'], /nonsense/],
  ])('%j is refused with a sentence', async (args, sentence) => {
    expect(await run(...args)).toEqual({ code: 2, out: '', err: expect.stringMatching(sentence) })
  })
})
