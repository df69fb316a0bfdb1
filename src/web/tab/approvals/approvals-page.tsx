import { Spinner } from '@fluentui/react-components'
import { Empty, Section } from '../shell/section.tsx'
import { Trouble } from '../shell/trouble.tsx'
import type { Query } from '../shell/use-query.ts'
import type { RequestList } from '../wire/request.ts'
import { Decision } from './decision.tsx'
import { Review } from './review.tsx'

/** What waits for this person, and only what they may decide now; and, for reviewers, the uses of break-glass to sign for. */
export default function ApprovalsPage({
  list,
  reviews,
}: {
  readonly list: Query<RequestList>
  readonly reviews: Query<RequestList>
}) {
  const { data, trouble, refresh } = list
  const unsigned = reviews.data?.requests ?? []
  return (
    <>
      <Section title="Waiting for you">
        <Trouble text={trouble} />
        {!data && !trouble && <Spinner label="Loading…" />}
        {data?.requests.length === 0 && <Empty>Nothing waits for your decision.</Empty>}
        {data?.requests.map((request) => (
          <Decision key={request.id} request={request} onChange={refresh} />
        ))}
      </Section>
      {(unsigned.length > 0 || reviews.trouble) && (
        <Section title="Break-glass that nobody has signed for">
          <Trouble text={reviews.trouble} />
          {unsigned.map((request) => (
            <Review key={request.id} request={request} onChange={reviews.refresh} />
          ))}
        </Section>
      )}
    </>
  )
}
