import {
  Badge,
  Button,
  Card,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { Section } from '../shell/section.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useAct } from '../shell/use-act.ts'
import { useQuery } from '../shell/use-query.ts'
import { useWords } from '../shell/use-words.ts'
import type { Explained, PolicyView } from '../wire/policy.ts'
import { Explanation } from './explanation.tsx'

const useStyles = makeStyles({
  try: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'start' },
  ask: { marginTop: '26px' },
  wish: { flex: '1 1 260px' },
  card: { padding: '16px', overflow: 'visible' },
  text: {
    margin: 0,
    padding: '14px 16px',
    maxHeight: '60vh',
    overflow: 'auto',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  plain: { margin: 0, fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, tabSize: 2 },
  facts: { color: tokens.colorNeutralForeground2, margin: '0 0 10px', overflowWrap: 'anywhere' },
})

/** The access policy's word on a wish, for everybody; the file itself for those who answer for it. */
export default function PolicyPage() {
  const styles = useStyles()
  const words = useWords()
  const policy = useQuery<PolicyView>('policy', 30_000)
  const act = useAct()
  const [wish, setWish] = useState('')
  const [answer, setAnswer] = useState<Explained>()
  const { data } = policy

  async function ask(event: FormEvent) {
    event.preventDefault()
    setAnswer(undefined)
    const explained = await act.run<Explained>('policy/explain', { wish }, ({ allowed, targets }) =>
      words.policy.said(targets.join(', '), allowed ? words.policy.can : words.policy.canNot),
    )
    setAnswer(explained)
  }

  return (
    <>
      <Section title={words.policy.tryIt}>
        <Card className={styles.card}>
          <form className={styles.try} onSubmit={(event) => void ask(event)}>
            <Field label={words.policy.wish} hint={words.policy.wishHint} className={styles.wish}>
              <Input
                value={wish}
                placeholder={words.policy.wishExample}
                onChange={(_event, { value }) => setWish(value)}
                maxLength={600}
                spellCheck={false}
              />
            </Field>
            <Button
              className={styles.ask}
              type="submit"
              appearance="primary"
              disabledFocusable={act.busy || wish.trim() === ''}
            >
              {words.policy.explain}
            </Button>
          </form>
          <Trouble text={act.trouble} />
          {answer && <Explanation explained={answer} />}
        </Card>
      </Section>
      <Section
        title={words.policy.title}
        actions={
          data?.kind === 'policy' ? (
            <Badge appearance="tint" color={data.stale ? 'warning' : 'success'} size="large">
              {data.stale ? words.policy.stale : words.policy.inForce}
            </Badge>
          ) : undefined
        }
      >
        <Trouble text={policy.trouble ?? (data?.kind === 'none' ? data.why : undefined)} />
        {!data && !policy.trouble && <Spinner label={words.shell.loading} />}
        {(data?.problems?.length ?? 0) > 0 && (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>
              {words.policy.doesNotLoad}
              {data?.problems?.map(({ line, message }) => (
                <div key={`${line} ${message}`}>{line === undefined ? message : words.policy.line(line, message)}</div>
              ))}
            </MessageBarBody>
          </MessageBar>
        )}
        {data?.kind === 'policy' && (
          <p className={styles.facts}>
            {words.policy.version(data.version ?? '', data.rules ?? 0, data.networks?.join(', ') ?? '')}
          </p>
        )}
        {data?.text !== undefined && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
          <section className={styles.text} tabIndex={0} aria-label={words.policy.file}>
            <pre className={styles.plain}>{data.text}</pre>
          </section>
        )}
        {data?.kind === 'policy' && data.text === undefined && <p className={styles.facts}>{words.policy.notForYou}</p>}
      </Section>
    </>
  )
}
