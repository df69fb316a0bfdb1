import { Button, MessageBar, MessageBarBody, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { Section } from '../shell/section.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useAct } from '../shell/use-act.ts'
import type { VerificationView } from '../wire/audit.ts'

const useStyles = makeStyles({
  words: { color: tokens.colorNeutralForeground2, marginTop: 0 },
  hash: { overflowWrap: 'anywhere', fontFamily: tokens.fontFamilyMonospace },
})

/** Reads the whole chain again and says whether every entry is as it was written. */
export function Verify() {
  const styles = useStyles()
  const act = useAct()
  const [result, setResult] = useState<VerificationView>()
  const saying = (answer: VerificationView) =>
    answer.ok ? `All ${answer.entries} entries are as they were written.` : `Entry ${answer.seq} is bad: ${answer.why}.`
  return (
    <Section
      title="Is it as it was written?"
      actions={
        <Button
          disabledFocusable={act.busy}
          onClick={() => {
            setResult(undefined)
            void act.run<VerificationView>('audit/verify', {}, saying).then(setResult)
          }}
        >
          Verify the ledger
        </Button>
      }
    >
      <p className={styles.words}>
        Each entry carries the hash of the one before; digests post the head to their channels. Compare the head with an
        older digest: it must be further on.
      </p>
      <Trouble text={act.trouble} />
      {act.busy && <Spinner label="Reading every entry…" />}
      {result && (
        <MessageBar intent={result.ok ? 'success' : 'error'} layout="multiline">
          <MessageBarBody>
            {saying(result)}
            {result.ok && (
              <div className={styles.hash}>
                Head {result.head.seq}: {result.head.hash || 'empty'}
              </div>
            )}
          </MessageBarBody>
        </MessageBar>
      )}
    </Section>
  )
}
