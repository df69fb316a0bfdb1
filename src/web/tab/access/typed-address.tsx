import { Button, Field, Input, makeStyles } from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'
import { typedProblem } from '../../address/typed.ts'
import { useWords } from '../shell/use-words.ts'

const useStyles = makeStyles({ row: { display: 'flex', flexWrap: 'wrap', gap: '8px' } })

/** An address in the place of the one that was seen. What is wrong with it is said at once; the server reads it again. */
export function TypedAddress({
  networks,
  busy,
  onUse,
  notNow,
}: {
  readonly networks: readonly string[]
  readonly busy: boolean
  readonly onUse: (typed: string) => void
  readonly notNow: ReactNode
}) {
  const styles = useStyles()
  const { address } = useWords()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string>()
  function send() {
    const problem = typedProblem(typed.trim(), networks)
    setWrong(problem)
    if (!problem) onUse(typed.trim())
  }
  return (
    <>
      <Field
        label={address.typedLabel}
        hint={networks.length === 0 ? address.hint : address.orNetwork(networks.join(', '))}
        {...(wrong ? { validationMessage: wrong } : {})}
      >
        <Input
          autoFocus
          value={typed}
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          onChange={(_event, { value }) => setTyped(value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            // It is not the form around it that is sent.
            event.preventDefault()
            send()
          }}
        />
      </Field>
      <div className={styles.row}>
        <Button appearance="primary" disabledFocusable={busy} onClick={send}>
          {address.useTyped}
        </Button>
        {notNow}
      </div>
    </>
  )
}
