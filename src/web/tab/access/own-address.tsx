import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { type ReactNode, useEffect, useState } from 'react'
import type { Looked } from '../../address/wire.ts'
import { Trouble } from '../shell/trouble.tsx'
import { type Act, useAct } from '../shell/use-act.ts'
import { useWords } from '../shell/use-words.ts'
import { type Choice, Seen } from './seen-address.tsx'

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
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
})

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
  readonly beyond?: (act: Act) => ReactNode
}) {
  const styles = useStyles()
  const words = useWords()
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
  const notNow = (
    <Button appearance="subtle" onClick={onCancel}>
      {words.shell.notNow}
    </Button>
  )

  return (
    // biome-ignore lint/a11y/useSemanticElements: a form may stand around it, and a fieldset would be part of that
    <div className={styles.panel} role="group" aria-label={words.address.mine}>
      {!looked && !act.trouble && <Spinner size="tiny" label={words.address.looking} />}
      <Trouble text={act.trouble} />
      {looked ? (
        <Seen
          key={nonce}
          looked={looked}
          busy={act.busy}
          onUse={(choice) => void use(choice)}
          onLook={() => void look()}
          notNow={notNow}
        />
      ) : (
        <div className={styles.row}>
          {act.trouble && beyond?.(act)}
          {act.trouble && <Button onClick={() => void look()}>{words.address.lookAgain}</Button>}
          {notNow}
        </div>
      )}
    </div>
  )
}
