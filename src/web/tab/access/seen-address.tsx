import { Button, Link, makeStyles, tokens } from '@fluentui/react-components'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Looked } from '../../address/wire.ts'
import { policyText, purposeText } from '../../address/words.ts'
import { useWords } from '../shell/use-words.ts'
import { TypedAddress } from './typed-address.tsx'

const useStyles = makeStyles({
  seen: { fontSize: tokens.fontSizeBase400, overflowWrap: 'anywhere' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
})

export type Choice = { readonly shown: string } | { readonly typed: string }

/** Where somebody was seen, what may be wrong with that, and the choice between it and what they type. */
export function Seen({
  looked,
  busy,
  onUse,
  onLook,
  notNow,
}: {
  readonly looked: Looked
  readonly busy: boolean
  readonly onUse: (choice: Choice) => void
  readonly onLook: () => void
  readonly notNow: ReactNode
}) {
  const styles = useStyles()
  const { address } = useWords()
  const { seen, networks } = looked
  const shown = seen.kind === 'address' ? seen.shown : undefined
  const [typing, setTyping] = useState(shown === undefined || shown === looked.for.old)
  const heading = useRef<HTMLParagraphElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <p ref={heading} tabIndex={-1} className={styles.seen}>
        {'text' in seen ? (
          seen.text
        ) : (
          <>
            {address.connectFrom} <strong>{seen.shown}</strong>
          </>
        )}
      </p>
      {looked.for.kind === 'request' && <p>{purposeText(looked)}</p>}
      {looked.from && <p>{policyText(looked.from)}</p>}
      {shown && (
        <details open={!typing}>
          <summary>{address.reallyYours(shown)}</summary>
          <ul>
            {looked.others > 0 && (
              <li>
                <strong>{address.others(looked.others)}</strong>
              </li>
            )}
            {address.doubts.map(([kind, text]) => (
              <li key={kind}>
                <strong>{kind}</strong> {text}
              </li>
            ))}
          </ul>
          <p>
            {address.changedNow}{' '}
            <Link as="button" inline onClick={onLook}>
              {address.lookAgain}
            </Link>
          </p>
        </details>
      )}
      {typing ? (
        <TypedAddress networks={networks} busy={busy} onUse={(typed) => onUse({ typed })} notNow={notNow} />
      ) : (
        <div className={styles.row}>
          <Button appearance="primary" disabledFocusable={busy} onClick={() => shown && onUse({ shown })}>
            {address.use(shown ?? '')}
          </Button>
          <Button onClick={() => setTyping(true)}>{address.typeAnother}</Button>
          {notNow}
        </div>
      )}
    </>
  )
}
