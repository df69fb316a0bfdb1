import { recently } from '../../../src/adapters/postgres/recently.ts'

function counter() {
  let now = 0
  let reads = 0
  let failing = false
  const all = recently(
    async () => {
      reads++
      if (failing) throw new Error('away')
      return reads
    },
    () => now,
  )
  return {
    all,
    reads: () => reads,
    later: (ms: number) => {
      now += ms
    },
    fail: (wanted: boolean) => {
      failing = wanted
    },
  }
}

describe('recently', () => {
  it('reads once for all who ask within a quarter of a second', async () => {
    const { all, later, reads } = counter()
    expect(await Promise.all([all.get(), all.get()])).toEqual([1, 1])
    later(249)
    expect(await all.get()).toBe(1)
    later(1)
    expect(await all.get()).toBe(2)
    expect(reads()).toBe(2)
  })

  it('reads anew once it is told that something changed, also where a reading was under way', async () => {
    const { all } = counter()
    const before = all.get()
    all.forget()
    expect(await all.get()).toBe(2)
    expect(await before).toBe(1)
    expect(await all.get()).toBe(2)
  })

  it('keeps no failure', async () => {
    const { all, fail } = counter()
    fail(true)
    await expect(all.get()).rejects.toThrow('away')
    fail(false)
    expect(await all.get()).toBe(2)
  })
})
