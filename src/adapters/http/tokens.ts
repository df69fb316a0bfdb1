import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Tokens } from '../../ports/downloads.ts'

/** Tokens of 256 bits in base64url: 43 characters. What is signed is signed with `secret`. */
export function tokensFrom(secret: string): Tokens {
  const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
  return {
    make: () => {
      const token = randomBytes(32).toString('base64url')
      return { token, hash: hashOf(token) }
    },
    hashOf,
    sign: (words) => createHmac('sha256', secret).update(words).digest('base64url'),
  }
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}
