import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline'
import { loopbackTransport } from '../../../src/adapters/azure/loopback-transport.ts'

describe('the loopback transport', () => {
  let server: Server
  let url: string
  let seen: { method: string; path: string; headers: IncomingHttpHeaders; body: string; port: number }[]
  beforeEach(async () => {
    seen = []
    server = createServer(async (request, response) => {
      const { method = '', url: path = '', headers } = request
      if (path.includes('hang')) return
      seen.push({ method, path, headers, body: await text(request), port: request.socket.remotePort ?? 0 })
      response.writeHead(202, { 'x-answer': 'yes' }).end('{"a":1}')
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  })

  test('sends method, path as written, headers and body, and says which host was meant', async () => {
    const transport = loopbackTransport(url)
    const request = createPipelineRequest({
      url: 'https://management.azure.com//subscriptions/a%2Fb?%24filter=x%20y&api-version=1',
      method: 'PUT',
      headers: createHttpHeaders({ Authorization: 'Bearer t', 'Content-Type': 'application/json' }),
      body: '{"é":1}',
    })
    const response = await transport.sendRequest(request)
    expect(response).toMatchObject({ status: 202, bodyAsText: '{"a":1}' })
    expect(response.headers.get('x-answer')).toBe('yes')
    expect(response.request).toBe(request)
    expect(request.url).toMatch(/^https:\/\/management\.azure\.com/)
    expect(seen).toMatchObject([
      { method: 'PUT', path: '//subscriptions/a%2Fb?%24filter=x%20y&api-version=1', body: '{"é":1}' },
    ])
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer t',
      host: 'management.azure.com',
      'x-forwarded-proto': 'https',
    })
    transport.close()
  })

  test('keeps its connection', async () => {
    const transport = loopbackTransport(url)
    const get = () => transport.sendRequest(createPipelineRequest({ url: 'https://management.azure.com/a' }))
    await get()
    await get()
    expect(seen[0]?.port).toBe(seen[1]?.port)
    transport.close()
  })

  test('honours abort signals and time-outs', async () => {
    const transport = loopbackTransport(url)
    const hang = 'https://management.azure.com/hang'
    const stopped = new AbortController()
    const aborted = transport.sendRequest(createPipelineRequest({ url: hang, abortSignal: stopped.signal }))
    stopped.abort()
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
    const late = transport.sendRequest(createPipelineRequest({ url: hang, timeout: 10 }))
    await expect(late).rejects.toMatchObject({ name: 'AbortError' })
    transport.close()
  })

  test('a server that is gone is a refused connection, as in production', async () => {
    const transport = loopbackTransport('http://127.0.0.1:1')
    const request = createPipelineRequest({ url: 'https://management.azure.com/a' })
    await expect(transport.sendRequest(request)).rejects.toMatchObject({ name: 'RestError', code: 'ECONNREFUSED' })
  })

  test.each([
    'https://127.0.0.1:4280',
    'http://management.azure.com',
    'http://10.0.0.1:80',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://user@example.com',
    '127.0.0.1:4280',
    '',
  ])('refuses to send anything to %p', (elsewhere) => {
    expect(() => loopbackTransport(elsewhere)).toThrow(/must be at http:\/\/127\.0\.0\.1/)
  })
})
