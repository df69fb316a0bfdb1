import { Button, Field, Input } from '@fluentui/react-components'
import { useRef, useState } from 'react'
import { useWords } from '../shell/use-words.ts'
import { OwnAddress } from './own-address.tsx'

/** From where: typed, or found out. `machines`: what the access policy lets in there is said at once. */
export function SourceField({
  value,
  networks,
  machines,
  onChange,
}: {
  readonly value: string
  readonly networks: readonly string[]
  readonly machines: readonly { readonly vm: string }[]
  readonly onChange: (value: string) => void
}) {
  const words = useWords()
  const [finding, setFinding] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  const done = () => {
    setFinding(false)
    box.current?.focus()
  }
  return (
    <>
      <div>
        <Field label={words.form.from} required hint={words.form.yourAddress(networks.join(', '))}>
          <Input
            input={{ ref: box }}
            value={value}
            onChange={(_event, typed) => onChange(typed.value)}
            spellCheck={false}
            autoComplete="off"
          />
        </Field>
        {!finding && (
          <Button size="small" appearance="transparent" onClick={() => setFinding(true)}>
            {words.form.useMine}
          </Button>
        )}
      </div>
      {finding && (
        <OwnAddress<{ source: string }>
          what={{ machines: machines.map(({ vm }) => ({ vm })) }}
          said={({ source }) => words.form.addressIs(source)}
          onTaken={({ source }) => {
            onChange(source)
            done()
          }}
          onCancel={done}
        />
      )}
    </>
  )
}
