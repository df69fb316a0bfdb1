import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  buttonsOf,
  cardText,
  eventually,
  type SandboxClient,
  type SeenMessage,
  sandboxClient,
} from './sandbox-client.ts'
import { startProgram } from './start-program.ts'

const print = (text: string) => process.stdout.write(`${text}\n`)

/** The story of the README, played through the sandbox's HTTP API. Each step states what must be so; the first that is not ends it. */
async function play(sandbox: SandboxClient): Promise<void> {
  const people = await sandbox.people()
  const who = (role: string) =>
    must(
      people.find((person) => person.role === role),
      `a person with the role ${role}`,
    )
  const [engineer, approver, auditor] = [who('engineer'), who('approver'), who('auditor')]
  const room = async (as: string, name?: string) =>
    must(
      (await sandbox.conversations(as)).find((c) => (name ? c.name === name : c.kind === 'personal')),
      name ?? 'a personal chat',
    ).id
  const chat = await room(engineer.id)
  const ops = await room(engineer.id, 'ops-approvals')
  const audit = await room(auditor.id, 'audit')
  const seen = async (as: string, conversation: string, matches: (message: SeenMessage) => boolean) =>
    (await sandbox.messages(as, conversation)).findLast((message) => message.card !== undefined && matches(message))
  const says = (pattern: RegExp) => (message: SeenMessage) => pattern.test(cardText(message.card))
  const show = (name: string, message: SeenMessage) =>
    print(`   ${name} sees${message.edited ? ' (the same message, edited)' : ''}:\n${indent(cardText(message.card))}`)

  const network = async (title: string, expected: boolean) => {
    const inside = await sandbox.reachable('web01', 3389, engineer.address)
    const outside = await sandbox.reachable('web01', 3389, '198.51.100.99')
    print(`\n   Network ${title}:`)
    for (const rule of await sandbox.rules('web01')) {
      print(
        `     ${String(rule.priority).padStart(5)} ${rule.access.padEnd(5)} ${rule.source} → ${rule.destination}:${rule.ports}  ${rule.name}`,
      )
    }
    print(
      `     ${engineer.address} → web01:3389 ${inside.reachable ? 'reachable' : 'not reachable'} (${inside.rule?.name ?? 'no rule'})`,
    )
    print(
      `     198.51.100.99 → web01:3389 ${outside.reachable ? 'reachable' : 'not reachable'} (${outside.rule?.name ?? 'no rule'})`,
    )
    check(inside.reachable === expected, `web01:3389 is ${expected ? '' : 'not '}reachable from ${engineer.address}`)
    check(!outside.reachable, 'web01:3389 is not reachable from anywhere else')
  }

  await network('before', false)

  print(`\n1. ${engineer.name} types: /jit request web01 rdp 1h INC123456 patching`)
  await sandbox.say(engineer.id, chat, '/jit request web01 rdp 1h INC123456 patching')
  const status = await eventually('the status card', () =>
    seen(engineer.id, chat, says(/Waiting for approval[\s\S]*web01/)),
  )
  show(engineer.name, status)
  const card = await eventually('the approval card', () =>
    seen(approver.id, ops, (m) => buttonsOf(m.card).includes('Approve')),
  )
  show(`${approver.name} in #ops-approvals`, card)

  print(`\n2. ${engineer.name} presses Approve on the own request`)
  const own = await sandbox.press(engineer.id, card.id, 'Approve')
  print(`   Only ${engineer.name} reads: ${String(own.body.value)}`)
  check(/can not decide your own request/.test(String(own.body.value)), 'nobody approves their own request')
  await network('while it waits', false)

  print(`\n3. ${approver.name} presses Approve`)
  await sandbox.press(approver.id, card.id, 'Approve')
  const open = await eventually('the status card to turn to open', () =>
    seen(engineer.id, chat, (m) => m.id === status.id && /Open until/.test(cardText(m.card))),
  )
  show(engineer.name, open)
  check(/mstsc \/v:/.test(cardText(open.card)), 'the card tells how to connect')
  const decided = await eventually('the approval card to follow', () =>
    seen(approver.id, ops, (m) => m.id === card.id && /Open until/.test(cardText(m.card))),
  )
  check(!buttonsOf(decided.card).includes('Approve'), 'the same approval card has changed and its buttons are gone')
  await network('during', true)

  print('\n4. Fifty-one minutes pass')
  await sandbox.advance(51 * 60)
  show(engineer.name, await eventually('the notice before the end', () => seen(engineer.id, chat, says(/^Ends at/))))

  print('\n5. Ten more minutes pass')
  await sandbox.advance(10 * 60)
  show(engineer.name, await eventually('the end, checked', () => seen(engineer.id, chat, says(/^Closed:/))))
  await network('after', false)

  print('\n6. The next morning')
  await sandbox.advance(24 * 3600)
  const digest = await eventually('the digest in #audit', () => seen(auditor.id, audit, says(/web01 port 3389/)))
  show(`${auditor.name} in #audit`, digest)
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the sandbox has no ${what}`)
  return value
}

function check(holds: boolean, claim: string): void {
  if (!holds) throw new Error(`this is not so: ${claim}`)
  print(`   ✔ ${claim}`)
}

const indent = (text: string) =>
  text
    .split('\n')
    .map((line) => `     | ${line}`)
    .join('\n')

const directory = mkdtempSync(join(tmpdir(), 'jit-demo-'))
const started = Date.now()
let program: Awaited<ReturnType<typeof startProgram>> | undefined
try {
  program = await startProgram({ DATA_DIR: directory })
  await play(sandboxClient(program.url))
  print(`\nAll as it must be, in ${((Date.now() - started) / 1000).toFixed(1)} seconds.`)
} catch (error) {
  if (program) print(`\nThe program said last:\n${program.output().split('\n').slice(-15).join('\n')}`)
  print(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
} finally {
  await program?.stop()
  rmSync(directory, { recursive: true, force: true })
}
