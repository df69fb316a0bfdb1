import { type GenerateKeyPairResult, generateKeyPair } from 'jose'

const made = new Map<string, Promise<GenerateKeyPairResult>>()

/** The RSA key pair of this name, made once in a process and when it is first asked for: that takes a core a fifth of a second. */
export function rsaKeyPair(name: string): Promise<GenerateKeyPairResult> {
  const pair = made.get(name) ?? generateKeyPair('RS256', { extractable: true })
  made.set(name, pair)
  return pair
}
