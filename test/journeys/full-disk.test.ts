import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cardText, eventually, type Journey, requestIdOf, startNewcomersJourney } from './sandbox.ts'

const folder = mkdtempSync(join(tmpdir(), 'jit-full-disk-'))
const disk = join(folder, 'disk')
mkdirSync(disk)
// The database may run as a user of its own, who has to pass.
chmodSync(folder, 0o755)
// A disk of its own for the database: only root may have one, as in CI.
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=755', 'tmpfs', disk]).status === 0
if (!mounted) console.warn('There is no right to mount a small disk here: a full one is not tried.')
const journey = mounted ? test : test.skip

let sandbox: Journey | undefined
afterAll(async () => {
  await sandbox?.stop()
  if (mounted) spawnSync('umount', ['-l', disk])
  rmSync(folder, { recursive: true, force: true })
})

/** Writes until nothing more fits. */
function fill(file: number): void {
  for (const size of [65_536, 512]) {
    try {
      for (const block = Buffer.alloc(size); ; ) writeSync(file, block)
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOSPC') throw error
    }
  }
}

journey(
  'a full disk: refused with “try again” and nothing half done; it goes on by itself once there is room',
  async () => {
    await sandbox?.stop()
    mkdirSync(join(folder, 'data'), { recursive: true })
    mkdirSync(join(disk, 'postgres'), { recursive: true })
    if (!existsSync(join(folder, 'data/postgres'))) symlinkSync(join(disk, 'postgres'), join(folder, 'data/postgres'))
    const running = await startNewcomersJourney({ DATA_DIR: join(folder, 'data') })
    sandbox = running
    const before = await running.ask('eva', '/jit request web01 rdp 1h from 203.0.113.8 INC123456 before')
    const filler = openSync(join(disk, 'filler'), 'w')
    let refused = ''
    for (let n = 0; n < 30 && refused === ''; n++) {
      fill(filler)
      const answer = await running.type('emma', `/jit request web02 rdp 1h INC123456 full ${n} ${'x'.repeat(400)}`)
      const words = cardText(answer.card)
      if (/nothing was stored.*Try again/s.test(words)) refused = `full ${n} `
      else await running.type('emma', '/jit cancel', undefined, /./)
    }
    expect(refused).not.toBe('')
    closeSync(filler)
    rmSync(join(disk, 'filler'))
    await eventually('it is ready again', async () => (await fetch(`${running.program().url}/readyz`)).status === 200)
    const after = await running.ask('emma', '/jit request app01 ssh 1h from 203.0.113.7 INC123456 there is room')
    const card = await running.card('adam', new RegExp(requestIdOf(after)), 'ops-approvals')
    await running.press('adam', card.id, 'Approve')
    await running.becomes('emma', after.id, /^Open until/)
    // What was there before is as it was, and what was refused left nothing.
    const mine = cardText((await running.type('eva', '/jit mine', undefined, /web01/)).card)
    expect(mine).toContain(requestIdOf(before))
    const trail = cardText((await running.type('omar', '/jit audit 1d Emma', undefined, /^(Ledger|Audit)/)).card)
    expect(trail).not.toContain(refused)
  },
  240_000,
)
