import { Button, Spinner } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { numberText, tellNow } from '../shell/clock.ts'
import { Empty, Section } from '../shell/section.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useQuery } from '../shell/use-query.ts'
import { useWords } from '../shell/use-words.ts'
import type { Me } from '../wire/me.ts'
import type { RequestList, RequestView } from '../wire/request.ts'
import { type FormStart, startOf, startWith } from './form-start.ts'
import { History } from './history.tsx'
import { OpenWindow } from './open-window.tsx'
import { RequestForm } from './request-form.tsx'
import { WaitingRequest } from './waiting-request.tsx'

const restless: readonly string[] = ['pending', 'approved', 'opening', 'closing']

/** What somebody has open, what they wait for, what they had, and the form for more. `wanted`: the form begins with that machine. */
export function AccessPage({ me, wanted }: { readonly me: Me; readonly wanted?: string | undefined }) {
  const { access: said, shell } = useWords()
  const [hurried, setHurried] = useState(true)
  const list = useQuery<RequestList>('requests', hurried ? 2_500 : 10_000)
  const [form, setForm] = useState<FormStart | undefined>(() => (wanted === undefined ? undefined : startWith(wanted)))
  const [pastVersion, setPastVersion] = useState(0)
  const requests = list.data?.requests ?? []
  useEffect(() => {
    if (!list.data) return
    tellNow(list.data.now)
    setHurried(list.data.requests.some(({ state }) => restless.includes(state)))
  }, [list.data])
  const standing = requests.map(({ id }) => id).join()
  useEffect(() => setPastVersion((version) => version + 1), [standing])

  const open = requests.filter(({ state }) => state === 'open' || state === 'closing')
  const waiting = requests.filter(({ state }) => state !== 'open' && state !== 'closing')
  const again = (request: RequestView) => setForm(startOf(request))
  return (
    <>
      {list.trouble && <Trouble text={list.trouble} />}
      {form ? (
        <RequestForm
          key={form.key}
          start={form}
          mayBreakGlass={me.breakGlass}
          onSent={() => {
            setForm(undefined)
            void list.refresh()
          }}
          onClose={() => setForm(undefined)}
        />
      ) : (
        <Section
          title={said.hello(me.person.name.split(' ')[0] ?? '')}
          actions={
            <Button appearance="primary" onClick={() => setForm(startOf())}>
              {said.requestAccess}
            </Button>
          }
        >
          {null}
        </Section>
      )}
      <Section title={open.length > 0 ? shell.counted(said.openNow, numberText(open.length)) : said.openNow}>
        {!list.data && !list.trouble && <Spinner label={shell.loading} />}
        {list.data && open.length === 0 && <Empty>{said.nothingOpen}</Empty>}
        {open.map((request) => (
          <OpenWindow key={request.id} request={request} onChange={list.refresh} />
        ))}
      </Section>
      {waiting.length > 0 && (
        <Section title={shell.counted(said.onItsWay, numberText(waiting.length))}>
          {waiting.map((request) => (
            <WaitingRequest key={request.id} request={request} onChange={list.refresh} />
          ))}
        </Section>
      )}
      <History version={pastVersion} onAgain={again} onChange={list.refresh} />
    </>
  )
}
