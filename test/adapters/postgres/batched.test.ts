import { batched } from '../../../src/adapters/postgres/batched.ts'

function batches() {
  const performed: (readonly number[])[] = []
  const ends: (() => void)[] = []
  const ask = batched(async (items: readonly number[]) => {
    performed.push(items)
    await new Promise<void>((end) => ends.push(end))
    if (items.includes(13)) throw new Error('unlucky')
    return items.length
  })
  return { performed, ask, end: () => ends.shift()?.() }
}

const soon = () => new Promise((resolve) => setImmediate(resolve))

describe('batched', () => {
  it('answers what is asked for while one batch is under way with the next', async () => {
    const { performed, ask, end } = batches()
    const answers = [ask(1)]
    await soon()
    answers.push(ask(2), ask(3))
    await soon()
    expect(performed).toEqual([[1]])
    end()
    await soon()
    expect(performed).toEqual([[1], [2, 3]])
    answers.push(ask(4))
    end()
    await soon()
    end()
    expect(await Promise.all(answers)).toEqual([1, 2, 2, 1])
  })

  it('fails for those of the batch alone', async () => {
    const { ask, end } = batches()
    const answers = Promise.allSettled([ask(13), ask(1)])
    await soon()
    const next = ask(2)
    end()
    await soon()
    end()
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await next).toBe(1)
  })
})
