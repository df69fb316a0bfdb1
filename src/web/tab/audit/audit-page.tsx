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
  const [period, setPeriod] = useState('7d')
  const [typed, setTyped] = useState('')
  const [subject, setSubject] = useState('')
  const [entries, setEntries] = useState(false)
  const [turned, setTurned] = useState('')
  const asked = [period, subject].filter((part) => part !== '').join(' ')
  const words = [asked, entries ? 'entries' : '', turned].filter((part) => part !== '').join(' ')
  const page = useQuery<AuditPageView>(`audit?words=${encodeURIComponent(words)}`)
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
        title="In numbers"
        actions={<PeriodChoice value={period} onChange={(next) => change(() => setPeriod(next))} />}
      >
        <Trouble text={summary.trouble} />
        {summary.data ? (
          <Suspense fallback={<Spinner label="Loading…" />}>
            <Charts summary={summary.data} />
          </Suspense>
        ) : (
          !summary.trouble && <Spinner label="Loading…" />
        )}
      </Section>
      <Section title="The ledger">
        <form className={styles.filters} onSubmit={look}>
          <Field label="Request, machine, person or text" className={styles.words}>
            <Input value={typed} onChange={(_event, { value }) => setTyped(value)} maxLength={400} spellCheck={false} />
          </Field>
          <Button type="submit">Look</Button>
          <AuditFiles words={asked} />
        </form>
        <TabList
          size="small"
          selectedValue={entries ? 'entries' : 'requests'}
          onTabSelect={(_event, { value }) => change(() => setEntries(value === 'entries'))}
        >
          <Tab value="requests">Requests</Tab>
          <Tab value="entries">All entries</Tab>
        </TabList>
        <Trouble text={page.trouble} />
        {!page.data && !page.trouble && <Spinner label="Loading…" />}
        {page.data && <AuditList page={page.data} onTurn={setTurned} />}
        {page.data && (
          <Text className={styles.head} size={200}>
            Head {page.data.head.seq}: {page.data.head.hash || 'empty'}
          </Text>
        )}
      </Section>
      <Verify />
    </>
  )
}

function PeriodChoice({ value, onChange }: { readonly value: string; readonly onChange: (period: string) => void }) {
  return (
    <Select aria-label="Period" value={value} onChange={(_event, data) => onChange(data.value)}>
      {periods.map((period) => (
        <option key={period} value={period}>
          {`Last ${period === '24h' ? '24 hours' : `${period.slice(0, -1)} days`}`}
        </option>
      ))}
    </Select>
  )
}
