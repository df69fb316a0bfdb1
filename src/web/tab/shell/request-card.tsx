import { Badge, Card, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { PageWords } from '../../../words/en/pages.ts'
import type { RequestView, Tone } from '../wire/request.ts'
import { durationText, momentText } from './clock.ts'
import { useWords } from './use-words.ts'

const colors: Readonly<Record<Tone, 'brand' | 'success' | 'warning' | 'danger' | 'subtle'>> = {
  accent: 'brand',
  good: 'success',
  warning: 'warning',
  attention: 'danger',
  emphasis: 'subtle',
}

const useStyles = makeStyles({
  root: { marginBottom: '12px', padding: '14px 16px', overflow: 'visible' },
  head: { display: 'flex', flexWrap: 'wrap', gap: '6px 12px', alignItems: 'baseline' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(88px, max-content) minmax(0, 1fr)',
    gap: '2px 16px',
    margin: '4px 0',
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  notes: { margin: '4px 0', paddingLeft: '18px', color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '8px' },
})

/** What every card with buttons is given. */
export interface OneRequest {
  readonly request: RequestView
  readonly onChange: () => Promise<void>
}

/** A request as everybody sees it; `children` are what can be done with it. `brief`: the rest is one press away. */
export function RequestCard({
  request,
  lead,
  brief = false,
  children,
}: {
  readonly request: RequestView
  readonly lead?: ReactNode
  readonly brief?: boolean
  readonly children?: ReactNode
}) {
  const styles = useStyles()
  const words = useWords()
  const facts = factsOf(request, words.request)
  return (
    <Card
      className={styles.root}
      role="article"
      aria-label={`${request.title}, ${request.status}`}
      data-request={request.id}
    >
      <div className={styles.head}>
        <h3 className={styles.title}>
          {request.own ? request.title : words.request.of(request.requester.name, request.title)}
        </h3>
        <Badge appearance={request.tone === 'emphasis' ? 'outline' : 'tint'} color={colors[request.tone]} size="large">
          {request.status}
        </Badge>
      </div>
      {lead}
      <dl className={styles.facts}>
        <Facts facts={facts.filter(([name]) => !brief || atOnce.includes(name))} />
      </dl>
      {brief && (
        <details>
          <summary>{words.request.more}</summary>
          <dl className={styles.facts}>
            <Facts facts={facts.filter(([name]) => !atOnce.includes(name))} />
          </dl>
        </details>
      )}
      {request.notes.length > 0 && (
        <ul className={styles.notes}>
          {request.notes.map((note) => (
            <li key={note}>
              <Text>{note}</Text>
            </li>
          ))}
        </ul>
      )}
      {children && <div className={styles.actions}>{children}</div>}
    </Card>
  )
}

type Said = PageWords['request']
type FactName = keyof Said['facts']
type Fact = readonly [name: FactName, value: string]

/** What somebody in a hurry looks for. */
const atOnce: readonly FactName[] = ['machine', 'machines', 'from', 'reason', 'waitsFor', 'starts']

function factsOf(request: RequestView, said: Said): Fact[] {
  const { targets, startsAt, lapsesAt, awaited = [], history, reason } = request
  const all: readonly (Fact | undefined)[] = [
    [targets.length > 1 ? 'machines' : 'machine', targets.map(machineText).join('\n')],
    ['from', request.movedFrom ? `${request.movedFrom} → ${request.source}` : request.source],
    ['for', timeText(request, said)],
    startsAt === undefined ? undefined : ['starts', momentText(startsAt)],
    reason === '' ? undefined : ['reason', reason],
    awaited.length === 0 ? undefined : ['waitsFor', awaited.join('\n')],
    lapsesAt === undefined ? undefined : ['lapses', momentText(lapsesAt)],
    ['asked', momentText(request.submittedAt)],
    history.length === 0 ? undefined : ['history', history.join('\n')],
    ['request', request.id],
  ]
  return all.flatMap((fact) => (fact ? [fact] : []))
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const words = useWords()
  return facts.map(([name, value]) => <FactRow key={name} label={words.request.facts[name]} value={value} />)
}

function timeText({ durationMs, extends: older, movedFrom }: RequestView, said: Said): string {
  if (movedFrom) return said.noneAdded
  return older ? said.longer(durationText(durationMs)) : said.fromOpening(durationText(durationMs))
}

function FactRow({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd style={{ whiteSpace: 'pre-line' }}>{value}</dd>
    </>
  )
}

function machineText(
  { name, resourceGroup, ports, status }: RequestView['targets'][number],
  _i: number,
  all: readonly unknown[],
) {
  return `${name} (${resourceGroup}): ${ports.join(', ')}${all.length > 1 ? `, ${status}` : ''}`
}
