import { Spinner } from '@fluentui/react-components'
import { Empty, Section } from '../shell/section.tsx'
import { Trouble } from '../shell/trouble.tsx'
import type { Query } from '../shell/use-query.ts'
import type { RequestList } from '../wire/request.ts'
import { Decision } from './decision.tsx'

/** What waits for this person, and only what they may decide now. */
export default function ApprovalsPage({ list }: { readonly list: Query<RequestList> }) {
  const { data, trouble, refresh } = list
  return (
    <Section title="Waiting for you">
      <Trouble text={trouble} />
      {!data && !trouble && <Spinner label="Loading…" />}
      {data?.requests.length === 0 && <Empty>Nothing waits for your decision.</Empty>}
      {data?.requests.map((request) => (
        <Decision key={request.id} request={request} onChange={refresh} />
      ))}
    </Section>
  )
}
