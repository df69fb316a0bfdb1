import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { exportJWK, SignJWT } from 'jose'
import { rsaKeyPair } from '../../../src/simulator/rsa-keys.ts'

export const appId = 'b07b07b0-0000-4000-8000-0000000000b0'
export const tenantId = '7d1c1c1e-0000-4000-8000-000000000001'
export const emma = 'e0000000-0000-4000-8000-000000000001'
export const issuer = 'https://api.botframework.com'

export interface ConnectorCall {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
  readonly body: Record<string, unknown>
}

export interface ConnectorAnswer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Record<string, string>
  /** Takes the call and drops the connection. */
  readonly drop?: boolean
}

/** Teams' side of the wire, as little of it as these tests need: keys, tokens, and a connector that records and answers as told. */
export async function startTeamsWire({ keysTakeMs = 0 }: { readonly keysTakeMs?: number } = {}) {
  let key = await newKey('one')
  const foreign = await newKey('foreign')
  let keysAnswer: 'whole' | 'cut' | 'refused' = 'whole'
  let keysRead = 0
  const calls: ConnectorCall[] = []
  let next = 1
  let respond: (call: ConnectorCall) => ConnectorAnswer | Promise<ConnectorAnswer> = () => ({ status: 200 })

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = decodeURIComponent(req.url ?? '')
    if (path === '/metadata') return json(res, 200, { issuer, jwks_uri: `${url}/keys` })
    if (path === '/keys') {
      keysRead++
      if (keysAnswer === 'refused') return json(res, 503, {})
      // The head at once, the rest a moment later: as from far away.
      res.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
      await pause(keysTakeMs)
      if (keysAnswer === 'cut') return void req.socket.destroy()
      return void res.end(JSON.stringify({ keys: [key.jwk] }))
    }
    const raw = await text(req)
    const call = {
      method: req.method ?? '',
      path,
      authorization: req.headers.authorization,
      body: raw ? JSON.parse(raw) : {},
    }
    calls.push(call)
    const told = await respond(call)
    if (told.drop) return void req.socket.destroy()
    const ids = path === '/v3/conversations' ? { id: `a:${next}`, activityId: `${next++}` } : { id: `${next++}` }
    for (const [name, value] of Object.entries(told.headers ?? {})) res.setHeader(name, value)
    json(res, told.status, told.body ?? ids)
  }

  const server = createServer((req, res) => void answer(req, res))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function token(
    change: {
      audience?: string
      issuer?: string
      foreignKey?: boolean
      kid?: string
      expired?: boolean
      serviceUrl?: string | null
      claims?: Record<string, unknown>
    } = {},
  ): Promise<string> {
    const nowS = Math.floor(Date.now() / 1000)
    const serviceUrl = change.serviceUrl === undefined ? url : change.serviceUrl
    const signed = await new SignJWT({ ...change.claims, ...(serviceUrl === null ? {} : { serviceurl: serviceUrl }) })
      .setProtectedHeader({ alg: 'RS256', kid: change.kid ?? key.jwk.kid, typ: 'JWT' })
      .setIssuer(change.issuer ?? issuer)
      .setAudience(change.audience ?? appId)
      .setNotBefore(nowS - 7200)
      .setExpirationTime(change.expired ? nowS - 3600 : nowS + 300)
      .sign(change.foreignKey ? foreign.privateKey : key.privateKey)
    return `Bearer ${signed}`
  }

  return {
    url,
    metadataUrl: `${url}/metadata`,
    calls,
    token,
    answerWith(told: typeof respond) {
      respond = told
    },
    keysRead: () => keysRead,
    answerKeysWith(told: typeof keysAnswer) {
      keysAnswer = told
    },
    /** From now on Teams signs with another key, and has no other. */
    async changeKey(kid: string) {
      key = await newKey(kid)
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function newKey(kid: string) {
  const { publicKey, privateKey } = await rsaKeyPair(kid)
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256', endorsements: ['msteams'] }
  return { jwk, privateKey }
}

export type TeamsWire = Awaited<ReturnType<typeof startTeamsWire>>

function json(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

let ids = 1_700_000_000_000

/** A message that Emma types in her personal chat, as Teams sends it. */
export function typed(serviceUrl: string, text: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: `${ids++}`,
    timestamp: '2025-06-02T09:00:00.000Z',
    localTimestamp: '2025-06-02T11:00:00.000+02:00',
    localTimezone: 'Europe/Paris',
    locale: 'en-GB',
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:emma', name: 'Emma Lindqvist', aadObjectId: emma },
    recipient: { id: `28:${appId}`, name: 'JIT Access' },
    conversation: { id: 'a:emma', conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/Paris' }],
    textFormat: 'plain',
    text,
    ...change,
  }
}

export const channelId = '19:ops@thread.tacv2'

/** The same, typed in a channel's thread with a mention of the bot. */
export function typedInChannel(serviceUrl: string, text: string, change: Record<string, unknown> = {}) {
  return typed(serviceUrl, `<at>JIT Access</at> ${text}\n`, {
    conversation: { id: `${channelId};messageid=1699`, conversationType: 'channel', tenantId, isGroup: true },
    channelData: {
      tenant: { id: tenantId },
      team: { id: 'team', name: 'Ops' },
      channel: { id: channelId, name: 'ops-approvals' },
    },
    entities: [{ type: 'mention', mentioned: { id: `28:${appId}`, name: 'JIT Access' }, text: '<at>JIT Access</at>' }],
    attachments: [{ contentType: 'text/html', content: '<div>ignored</div>' }],
    ...change,
  })
}
