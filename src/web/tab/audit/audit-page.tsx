import {
  Button,
  Field,
  Input,
  makeStyles,
  Select,
  Spinner,
  Tab,
  TabList,
  Text,
  tokens,
} from '@fluentui/react-components'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { Section } from '../shell/section.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useQuery } from '../shell/use-query.ts'
import { useWords } from '../shell/use-words.ts'
import type { AuditPageView, AuditSummaryView } from '../wire/audit.ts'
import { AuditFiles } from './audit-files.tsx'
import { AuditList } from './audit-list.tsx'
import { Verify } from './verify.tsx'

const Charts = lazy(() => import('./charts.tsx'))

const periods = ['24h', '7d', '30d', '90d'] as const

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', gap: '10px', alignItems: 'end', marginBottom: '12px' },
  words: { flex: '1 1 240px' },
  head: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere', display: 'block', margin: '8px 0' },
})

/** The ledger for auditors: what happened in a period, in numbers and line by line, as files, and whether it is as it was written. */
export default function AuditPage() {
  const styles = useStyles()
  const words = useWords()
  const [period, setPeriod] = useState('7d')
  const [typed, setTyped] = useState('')
  const [subject, setSubject] = useState('')
  const [entries, setEntries] = useState(false)
  const [turned, setTurned] = useState('')
  const asked = [period, subject].filter((part) => part !== '').join(' ')
  const query = [asked, entries ? 'entries' : '', turned].filter((part) => part !== '').join(' ')
  const page = useQuery<AuditPageView>(`audit?words=${encodeURIComponent(query)}`)
  const summary = useQuery<AuditSummaryView>(`audit/summary?words=${encodeURIComponent(period)}`)

  function look(event: FormEvent) {
    event.preventDefault()
    setTurned('')
    setSubject(typed.trim())
  }
  const change = (act: () => void) => {
    setTurned('')
    act()
  }
  return (
    <>
      <Section
        title={words.audit.inNumbers}
        actions={<PeriodChoice value={period} onChange={(next) => change(() => setPeriod(next))} />}
      >
        <Trouble text={summary.trouble} />
        {summary.data ? (
          <Suspense fallback={<Spinner label={words.shell.loading} />}>
            <Charts summary={summary.data} />
          </Suspense>
        ) : (
          !summary.trouble && <Spinner label={words.shell.loading} />
        )}
      </Section>
      <Section title={words.audit.ledger}>
        <form className={styles.filters} onSubmit={look}>
          <Field label={words.audit.lookFor} className={styles.words}>
            <Input value={typed} onChange={(_event, { value }) => setTyped(value)} maxLength={400} spellCheck={false} />
          </Field>
          <Button type="submit">{words.audit.look}</Button>
          <AuditFiles of={asked} />
        </form>
        <TabList
          size="small"
          selectedValue={entries ? 'entries' : 'requests'}
          onTabSelect={(_event, { value }) => change(() => setEntries(value === 'entries'))}
        >
          <Tab value="requests">{words.audit.requests}</Tab>
          <Tab value="entries">{words.audit.entries}</Tab>
        </TabList>
        <Trouble text={page.trouble} />
        {!page.data && !page.trouble && <Spinner label={words.shell.loading} />}
        {page.data && <AuditList page={page.data} onTurn={setTurned} />}
        {page.data && (
          <Text className={styles.head} size={200}>
            {words.audit.head(page.data.head.seq, page.data.head.hash)}
          </Text>
        )}
      </Section>
      <Verify />
    </>
  )
}

function PeriodChoice({ value, onChange }: { readonly value: string; readonly onChange: (period: string) => void }) {
  const { audit } = useWords()
  return (
    <Select aria-label={audit.period} value={value} onChange={(_event, data) => onChange(data.value)}>
      {periods.map((period) => (
        <option key={period} value={period}>
          {audit.periods[period]}
        </option>
      ))}
    </Select>
  )
}
