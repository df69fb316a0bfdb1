import { useState } from 'react'
import { call, Refused, sentenceOf } from '../../signed-on/api-client.ts'
import { useAnnounce } from './announcer.tsx'

export interface Act {
  readonly busy: boolean
  readonly trouble?: string
  /** Sentences, where there is more than one. */
  readonly problems: readonly string[]
  /** Why the API refused it, for what can be done then. */
  readonly refused?: Refused
  /** Posts; answers what came back, or undefined where it was refused, which `trouble` then says. */
  run<T>(path: string, body: object, said?: (answer: T) => string): Promise<T | undefined>
  clear(): void
}

/** One thing at a time that a person does, and what became of it: said aloud, and kept beside the button until the next try. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<Pick<Act, 'problems' | 'refused'> & { readonly text: string }>()
  const announce = useAnnounce()
  return {
    busy,
    ...(failed ? { trouble: failed.text } : {}),
    problems: failed?.problems ?? [],
    ...(failed?.refused ? { refused: failed.refused } : {}),
    clear: () => setFailed(undefined),
    async run(path, body, said) {
      setBusy(true)
      try {
        const answer = await call<never>(path, body)
        setFailed(undefined)
        if (said) announce(said(answer))
        return answer
      } catch (error) {
        const text = sentenceOf(error)
        const problems = error instanceof Refused && Array.isArray(error.more.problems) ? error.more.problems : [text]
        const refused = error instanceof Refused ? { refused: error } : {}
        setFailed({ text, problems: problems.map(String), ...refused })
        announce(text)
        return undefined
      } finally {
        setBusy(false)
      }
    },
  }
}
