import { Spinner } from '@fluentui/react-components'
import { Empty, Section } from '../shell/section.tsx'
import { Trouble } from '../shell/trouble.tsx'
import type { Query } from '../shell/use-query.ts'
import { useWords } from '../shell/use-words.ts'
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
  const words = useWords()
  const { data, trouble, refresh } = list
  const unsigned = reviews.data?.requests ?? []
  return (
    <>
      <Section title={words.approvals.waiting}>
        <Trouble text={trouble} />
        {!data && !trouble && <Spinner label={words.shell.loading} />}
        {data?.requests.length === 0 && <Empty>{words.approvals.nothingWaits}</Empty>}
        {data?.requests.map((request) => (
          <Decision key={request.id} request={request} onChange={refresh} />
        ))}
      </Section>
      {(unsigned.length > 0 || reviews.trouble) && (
        <Section title={words.approvals.unsigned}>
          <Trouble text={reviews.trouble} />
          {unsigned.map((request) => (
            <Review key={request.id} request={request} onChange={reviews.refresh} />
          ))}
        </Section>
      )}
    </>
  )
}
