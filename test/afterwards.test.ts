import { startAfterwards } from '../src/afterwards.ts'

const soon = () => new Promise((resolve) => setImmediate(resolve))

test('work begins when whoever caused it has been answered, and the end waits for it', async () => {
  const afterwards = startAfterwards(() => undefined)
  const done: string[] = []
  afterwards.add(async () => {
    await soon()
    done.push('work')
  })
  done.push('answered')
  await afterwards.finish()
  expect(done).toEqual(['answered', 'work'])
})

test('what fails is tried again', async () => {
  const gaveUp: unknown[] = []
  const afterwards = startAfterwards((error) => gaveUp.push(error))
  await new Promise<void>((succeeded) => {
    let attempts = 0
    afterwards.add(async () => {
      if (++attempts < 3) throw new Error('away')
      succeeded()
    })
  })
  await afterwards.finish()
  expect(gaveUp).toEqual([])
})

test('at the end it is tried once more without waiting, and then given up', async () => {
  const gaveUp: unknown[] = []
  const afterwards = startAfterwards((error) => gaveUp.push(error))
  let attempts = 0
  afterwards.add(async () => {
    attempts++
    throw new Error('away')
  })
  for (let i = 0; i < 5; i++) await soon()
  expect(attempts).toBe(1)
  await afterwards.finish()
  expect([attempts, gaveUp.length]).toEqual([2, 1])
})
