import { MessageBar, MessageBarBody } from '@fluentui/react-components'

/** What went wrong, in the API's own sentences. */
export function Trouble({
  text,
  problems = [],
}: {
  readonly text?: string | undefined
  readonly problems?: readonly string[]
}) {
  const said = problems.length > 0 ? problems : text === undefined ? [] : [text]
  if (said.length === 0) return null
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        {said.map((sentence) => (
          <div key={sentence}>{sentence}</div>
        ))}
      </MessageBarBody>
    </MessageBar>
  )
}
