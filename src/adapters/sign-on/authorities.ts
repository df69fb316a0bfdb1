import type { CloudName } from '../../domain/cloud.ts'

/** Who signs, by tenant id: the issuer that its tokens name and where its keys are. */
export interface SignOnAuthority {
  issuerOf(tenant: string): string
  keysOf(tenant: string): string
}

/** https://learn.microsoft.com/entra/identity-platform/access-tokens: version 2 tokens of each cloud's login. */
export const signOnAuthorities = {
  public: entra('https://login.microsoftonline.com'),
  usgov: entra('https://login.microsoftonline.us'),
} as const satisfies Readonly<Record<CloudName, SignOnAuthority>>

/** The layout of Entra's addresses below a login host, which its simulator has too. */
export function entra(origin: string): SignOnAuthority {
  return {
    issuerOf: (tenant) => `${origin}/${tenant}/v2.0`,
    keysOf: (tenant) => `${origin}/${tenant}/discovery/v2.0/keys`,
  }
}
