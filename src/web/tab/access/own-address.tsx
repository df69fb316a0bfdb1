import { Button, Field, Input, Link, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { typedProblem } from '../../address/typed.ts'
import type { Looked } from '../../address/wire.ts'
import { doubtTexts, othersText, policyText, purposeText } from '../../address/words.ts'
import { Trouble } from '../shell/trouble.tsx'
import { type Act, useAct } from '../shell/use-act.ts'

const useStyles = makeStyles({
  panel: {
    display: 'grid',
    gap: '10px',
    gridColumn: '1 / -1',
    width: '100%',
    boxSizing: 'border-box',
    padding: '12px 14px',
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    '& p': { margin: 0 },
    '& ul': { margin: '6px 0', paddingLeft: '20px' },
  },
  seen: { fontSize: tokens.fontSizeBase400, overflowWrap: 'anywhere' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
})

type Choice = { readonly shown: string } | { readonly typed: string }

/**
 * Finds out from where the person's own client is seen, says what may be wrong with that, and has it confirmed, or another typed. `what` it
 * is for; `onTaken` gets what the server answers when the confirmed address is handed in. `beyond`: what can be done where that is refused.
 */
export function OwnAddress<T>({
  what,
  onTaken,
  onCancel,
  said,
  beyond,
}: {
  readonly what: object
  readonly onTaken: (answer: T) => void
  readonly onCancel: () => void
  readonly said: (answer: T) => string
  readonly beyond?: (act: Act) => React.ReactNode
}) {
  const styles = useStyles()
  const act = useAct()
  const [nonce, setNonce] = useState<string>()
  const [looked, setLooked] = useState<Looked>()

  async function look(known = nonce) {
    // What was handed in is used up: another page is opened for the next try.
    const found = known ?? (await act.run<{ nonce: string }>('address/open', what))?.nonce
    setNonce(found)
    setLooked(found === undefined ? undefined : await act.run<Looked>('address/look', { nonce: found }))
  }
  async function use(choice: Choice) {
    if (!(await act.run('address/confirm', { nonce, ...choice }))) return
    const answer = await act.run<T>('address/take', { nonce }, said)
    if (answer) return onTaken(answer)
    setNonce(undefined)
    setLooked(undefined)
  }
  useEffect(() => void look(), [])

  return (
    // biome-ignore lint/a11y/useSemanticElements: a form may stand around it, and a fieldset would be part of that
    <div className={styles.panel} role="group" aria-label="My address">
      {!looked && !act.trouble && <Spinner size="tiny" label="Looking where you connect from…" />}
      <Trouble text={act.trouble} />
      {looked && (
        <Seen
          key={nonce}
          looked={looked}
          busy={act.busy}
          onUse={(choice) => void use(choice)}
          onLook={() => void look()}
        />
      )}
      <div className={styles.row}>
        {!looked && act.trouble && beyond?.(act)}
        {!looked && act.trouble && <Button onClick={() => void look()}>Look again</Button>}
        <Button appearance="subtle" onClick={onCancel}>
          Not now
        </Button>
      </div>
    </div>
  )
}

function Seen({
  looked,
  busy,
  onUse,
  onLook,
}: {
  readonly looked: Looked
  readonly busy: boolean
  readonly onUse: (choice: Choice) => void
  readonly onLook: () => void
}) {
  const styles = useStyles()
  const { seen, networks } = looked
  const shown = seen.kind === 'address' ? seen.shown : undefined
  const [typing, setTyping] = useState(shown === undefined || shown === looked.for.old)
  const heading = useRef<HTMLParagraphElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const shared = othersText(looked.others)
  return (
    <>
      <p ref={heading} tabIndex={-1} className={styles.seen}>
        {'text' in seen ? (
          seen.text
        ) : (
          <>
            You connect from <strong>{seen.shown}</strong>
          </>
        )}
      </p>
      {looked.for.kind === 'request' && <p>{purposeText(looked)}</p>}
      {looked.from && <p>{policyText(looked.from)}</p>}
      {shown && (
        <details open={!typing}>
          <summary>Is {shown} really yours, and yours alone?</summary>
          <ul>
            {shared && (
              <li>
                <strong>{shared}</strong>
              </li>
            )}
            {doubtTexts.map(([kind, text]) => (
              <li key={kind}>
                <strong>{kind}</strong> {text}
              </li>
            ))}
          </ul>
          <p>
            Changed your network just now?{' '}
            <Link as="button" inline onClick={onLook}>
              Look again
            </Link>
          </p>
        </details>
      )}
      {typing ? (
        <TypedAddress networks={networks} busy={busy} onUse={(typed) => onUse({ typed })} />
      ) : (
        <div className={styles.row}>
          <Button appearance="primary" disabledFocusable={busy} onClick={() => shown && onUse({ shown })}>
            {`Use ${shown}`}
          </Button>
          <Button onClick={() => setTyping(true)}>Type another</Button>
        </div>
      )}
    </>
  )
}

function TypedAddress({
  networks,
  busy,
  onUse,
}: {
  readonly networks: readonly string[]
  readonly busy: boolean
  readonly onUse: (typed: string) => void
}) {
  const styles = useStyles()
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
        label="The address that I connect from"
        hint={networks.length === 0 ? 'A public IPv4 address or range' : `Or a network: ${networks.join(', ')}`}
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
          Use what I typed
        </Button>
      </div>
    </>
  )
}
