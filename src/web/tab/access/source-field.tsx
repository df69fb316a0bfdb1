import { Button, Field, Input } from '@fluentui/react-components'
import { useRef, useState } from 'react'
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
  const [finding, setFinding] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  const done = () => {
    setFinding(false)
    box.current?.focus()
  }
  return (
    <>
      <div>
        <Field
          label="From which address"
          required
          hint={`Your public IPv4 address${networks.length > 0 ? `, or a network: ${networks.join(', ')}` : ''}.`}
        >
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
            Use my address
          </Button>
        )}
      </div>
      {finding && (
        <OwnAddress<{ source: string }>
          what={{ machines: machines.map(({ vm }) => ({ vm })) }}
          said={({ source }) => `Your address is ${source}.`}
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
