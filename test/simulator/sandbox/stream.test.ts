import type { SandboxAzure } from '../../../src/simulator/sandbox/sandbox-azure.ts'
import { emma, ops, until } from '../teams/simulated-teams.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'

describe('the stream of changes', () => {
  let sandbox: Sandbox
  const azureListeners = new Set<() => void>()
  const azure: SandboxAzure = {
    reachable: () => ({}),
    rules: () => [],
    estate: () => [],
    inject: () => undefined,
    clearFaults: () => undefined,
    act: () => undefined,
    settings: {},
    configure: () => undefined,
    onChange(listener) {
      azureListeners.add(listener)
      return () => void azureListeners.delete(listener)
    },
  }
  beforeEach(async () => {
    sandbox = await startSandbox(azure)
  })
  afterEach(async () => {
    azureListeners.clear()
    await sandbox.close()
  })

  async function listen() {
    const stop = new AbortController()
    const response = await fetch(`http://127.0.0.1:${sandbox.port}/sandbox/api/stream`, { signal: stop.signal })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const reader = { text: '', stop: () => stop.abort() }
    const read = async () => {
      const decoder = new TextDecoder()
      for await (const chunk of response.body ?? []) reader.text += decoder.decode(chunk, { stream: true })
    }
    read().catch(() => undefined)
    return reader
  }

  test('tells of messages, the estate and the clock, to every reader', async () => {
    const readers = [await listen(), await listen()]
    await sandbox.post(ops, 'x')
    for (const listener of azureListeners) listener()
    await sandbox.api('clock', { advanceSeconds: 60 })
    const expected = [
      `event: changed\ndata: {"what":"message","conversation":"${ops}"}\n\n`,
      'event: changed\ndata: {"what":"estate"}\n\n',
      'event: changed\ndata: {"what":"clock"}\n\n',
    ]
    for (const reader of readers) {
      await until(() => expected.every((event) => reader.text.includes(event)))
      expect(reader.text.startsWith('retry: 1000\n\n')).toBe(true)
      reader.stop()
    }
  })

  test('a reader that went away is forgotten, and the others go on', async () => {
    const gone = await listen()
    gone.stop()
    const reader = await listen()
    await sandbox.api('messages', { as: emma, conversation: ops, text: '@JIT hi' })
    await until(() => reader.text.includes('"message"'))
    reader.stop()
  })
})
