import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

const Announcer = createContext<(text: string) => void>(() => undefined)

/** Says to screen readers what has changed, a sentence at a time. */
export function Announcing({ children }: { readonly children: ReactNode }) {
  const [text, set] = useState('')
  const announce = useCallback((next: string) => {
    // The same sentence twice is news twice.
    set('')
    requestAnimationFrame(() => set(next))
  }, [])
  return (
    <Announcer.Provider value={announce}>
      {children}
      <div className="unseen" role="status" aria-live="polite">
        {text}
      </div>
    </Announcer.Provider>
  )
}

export function useAnnounce(): (text: string) => void {
  return useContext(Announcer)
}
