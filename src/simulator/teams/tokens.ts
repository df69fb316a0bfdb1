import { issuer, type SigningKey, tokenLifeMs } from './signing-key.ts'

/** What a hostile test may want otherwise than Teams has it. */
export type TokenOverrides = {
  readonly audience?: string
  readonly issuer?: string
  /** `forged`: another key under the published id; `unknown`: another key under an id of its own. */
  readonly key?: 'own' | 'forged' | 'unknown'
  readonly expiresAtMs?: number
  /** Null: without the claim. */
  readonly serviceUrl?: string | null
}

export type Tokens = {
  sign(overrides?: TokenOverrides): Promise<string>
  /** A good token; the same one for up to a minute, as the real connector does. */
  current(): Promise<string>
}

const reuseMs = 60_000

export function createTokens(options: {
  readonly key: SigningKey
  readonly appId: string
  readonly serviceUrl: string
  readonly now: () => number
  readonly wallNow: () => number
}): Tokens {
  const { key, appId, serviceUrl, now, wallNow } = options
  let kept: { readonly token: Promise<string>; readonly nowMs: number; readonly wallMs: number } | undefined

  function sign(overrides: TokenOverrides = {}): Promise<string> {
    // Who checks it may go by the sandbox's time or, as the SDK does, by real time: good by both.
    const notBeforeMs = Math.min(now(), wallNow())
    const expiresAtMs = overrides.expiresAtMs ?? Math.max(now(), wallNow()) + tokenLifeMs
    const claims = { audience: appId, issuer, serviceUrl, ...overrides, notBeforeMs, expiresAtMs }
    return key.sign(claims, overrides.key)
  }

  return {
    sign,
    current() {
      const isFresh = kept && now() - kept.nowMs < reuseMs && Math.abs(wallNow() - kept.wallMs) < reuseMs
      if (!kept || !isFresh) kept = { token: sign(), nowMs: now(), wallMs: wallNow() }
      return kept.token
    },
  }
}
