import { Combobox, Field, Option } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { call } from '../../signed-on/api-client.ts'
import { useWords } from '../shell/use-words.ts'
import type { MachineBrief } from '../wire/machines.ts'

const pauseMs = 120

/** A text box that searches machines while somebody types. */
export function MachinePicker({
  label,
  required = false,
  urgent = false,
  onPick,
}: {
  readonly label: string
  readonly required?: boolean
  /** For breaking glass: machines that no rule covers too. */
  readonly urgent?: boolean
  readonly onPick: (machine: MachineBrief) => void
}) {
  const words = useWords()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const [found, setFound] = useState<readonly MachineBrief[]>([])
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(() => {
      call<{ machines: readonly MachineBrief[] }>(
        `machines/suggest?text=${encodeURIComponent(typed)}${urgent ? '&for=break-glass' : ''}`,
        undefined,
        stop.signal,
      ).then(
        ({ machines }) => setFound(machines),
        () => undefined,
      )
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [typed, urgent])
  return (
    <Field label={label} required={required}>
      <Combobox
        freeform
        open={open}
        onOpenChange={(_event, data) => setOpen(data.open)}
        placeholder={words.form.typeName}
        value={typed}
        selectedOptions={[]}
        onChange={(event) => {
          setTyped(event.target.value)
          setOpen(true)
        }}
        onOptionSelect={(_event, { optionValue }) => {
          const machine = found.find(({ id }) => id === optionValue)
          if (machine) onPick(machine)
          setTyped('')
        }}
      >
        {found.map(({ id, name, place }) => (
          <Option key={id} value={id} text={name}>
            {`${name} (${place})`}
          </Option>
        ))}
        {found.length === 0 && (
          <Option key="none" value="" disabled text="">
            {words.form.noMachine}
          </Option>
        )}
      </Combobox>
    </Field>
  )
}
