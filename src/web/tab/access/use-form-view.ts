import { useEffect, useState } from 'react'
import { call, sentenceOf } from '../../signed-on/api-client.ts'
import type { FormView } from '../wire/form.ts'
import { type Chosen, withOnlyPort } from './form-start.ts'

/** What the form needs to know of the machines that are chosen, read again whenever they are others. */
export function useFormView(
  path: string,
  machines: readonly Chosen[],
  setMachines: (change: (before: readonly Chosen[]) => readonly Chosen[]) => void,
): { readonly view?: FormView; readonly trouble?: string } {
  const [view, setView] = useState<FormView>()
  const [trouble, setTrouble] = useState<string>()
  const chosen = machines.map(({ vm }) => vm).join()
  useEffect(() => {
    const stop = new AbortController()
    call<FormView>(path, { machines }, stop.signal).then(
      (answer) => {
        setView(answer)
        setTrouble(undefined)
        setMachines((before) => before.map((each) => withOnlyPort(each, answer)))
      },
      (error: unknown) => stop.signal.aborted || setTrouble(sentenceOf(error)),
    )
    return () => stop.abort()
  }, [path, chosen])
  return { ...(view ? { view } : {}), ...(trouble === undefined ? {} : { trouble }) }
}
