import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSandboxClock, type SandboxClock } from '../../../src/simulator/sandbox/clock.ts'

describe('the sandbox clock', () => {
  let folder: string
  let realMs: number
  const open: SandboxClock[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'clock-'))
    realMs = 1_800_000_000_000
  })
  afterEach(() => {
    for (const clock of open.splice(0)) clock.close()
    rmSync(folder, { recursive: true })
  })

  function start(name?: string): SandboxClock {
    const clock = openSandboxClock(name && join(folder, name), () => realMs)
    open.push(clock)
    return clock
  }

  test('is real time plus what it was moved by', () => {
    const clock = start()
    expect(clock.now()).toBe(realMs)
    clock.move(3_600_000)
    realMs += 5
    expect(clock.now()).toBe(1_800_000_000_000 + 3_600_000 + 5)
    expect(clock.offsetMs()).toBe(3_600_000)
  })

  test('tells of each move', () => {
    const clock = start()
    const seen: number[] = []
    const off = clock.onMove(() => seen.push(clock.now() - realMs))
    clock.move(10)
    clock.move(5)
    off()
    clock.move(1)
    expect(seen).toEqual([10, 15])
  })

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('does not move by %d', (ms) => {
    const clock = start()
    expect(() => clock.move(ms)).toThrow(RangeError)
    expect(clock.now()).toBe(realMs)
  })

  test('goes on after a kill from where it was', () => {
    const clock = start('journal')
    clock.move(90_000)
    const before = clock.now()
    cpSync(join(folder, 'journal'), join(folder, 'left'))
    const after = start('left')
    expect(after.now()).toBe(before)
    expect(after.offsetMs()).toBe(90_000)
  })

  test('never goes back when the machine’s clock does, running or between two runs', () => {
    const clock = start('journal')
    clock.move(60_000)
    realMs += 25_000
    const before = clock.now()
    realMs -= 3_600_000
    expect(clock.now()).toBe(before)
    realMs += 1_000
    expect(clock.now()).toBe(before + 1_000)
    cpSync(join(folder, 'journal'), join(folder, 'left'))
    realMs -= 3_600_000
    expect(start('left').now()).toBeGreaterThanOrEqual(before)
  })

  test('still tells the time when it can no longer be kept', () => {
    const clock = start('journal')
    clock.close()
    realMs += 60_000
    expect(clock.now()).toBe(realMs)
  })
})
