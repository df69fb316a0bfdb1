import { Button, MessageBar, MessageBarBody, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { numberText } from '../shell/clock.ts'
import { Section } from '../shell/section.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useAct } from '../shell/use-act.ts'
import { useWords } from '../shell/use-words.ts'
import type { VerificationView } from '../wire/audit.ts'

const useStyles = makeStyles({
  words: { color: tokens.colorNeutralForeground2, marginTop: 0 },
  hash: { overflowWrap: 'anywhere', fontFamily: tokens.fontFamilyMonospace },
})

/** Reads the whole chain again and says whether every entry is as it was written. */
export function Verify() {
  const styles = useStyles()
  const { audit } = useWords()
  const act = useAct()
  const [result, setResult] = useState<VerificationView>()
  const saying = (answer: VerificationView) =>
    answer.ok ? audit.verified(numberText(answer.entries)) : audit.bad(answer.seq, answer.why)
  return (
    <Section
      title={audit.asWritten}
      actions={
        <Button
          disabledFocusable={act.busy}
          onClick={() => {
            setResult(undefined)
            void act.run<VerificationView>('audit/verify', {}, saying).then(setResult)
          }}
        >
          {audit.verify}
        </Button>
      }
    >
      <p className={styles.words}>{audit.howVerified}</p>
      <Trouble text={act.trouble} />
      {act.busy && <Spinner label={audit.verifying} />}
      {result && (
        <MessageBar intent={result.ok ? 'success' : 'error'} layout="multiline">
          <MessageBarBody>
            {saying(result)}
            {result.ok && <div className={styles.hash}>{audit.head(result.head.seq, result.head.hash)}</div>}
          </MessageBarBody>
        </MessageBar>
      )}
    </Section>
  )
}
