import {
  FluentProvider,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Spinner,
  Tab,
  TabList,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  tokens,
} from '@fluentui/react-components'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { InTeams, Theme } from '../signed-on/in-teams.ts'
import { AccessPage } from './access/access-page.tsx'
import { Announcing } from './shell/announcer.tsx'
import { Boundary } from './shell/boundary.tsx'
import { numberText, tellNow } from './shell/clock.ts'
import { type PageName, pageIn, pagesFor } from './shell/pages.ts'
import { useQuery } from './shell/use-query.ts'
import { useWords } from './shell/use-words.ts'
import type { Me } from './wire/me.ts'
import type { RequestList } from './wire/request.ts'

const ApprovalsPage = lazy(() => import('./approvals/approvals-page.tsx'))
const MachinesPage = lazy(() => import('./machines/machines-page.tsx'))
const AuditPage = lazy(() => import('./audit/audit-page.tsx'))
const PolicyPage = lazy(() => import('./policy/policy-page.tsx'))

const themes = { default: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme }

const useStyles = makeStyles({
  root: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground3 },
  bar: {
    position: 'sticky',
    top: 0,
    zIndex: 10,
    display: 'flex',
    alignItems: 'center',
    overflowX: 'auto',
    padding: '0 8px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  page: { maxWidth: '1100px', margin: '0 auto', padding: '16px', boxSizing: 'border-box' },
  notice: { marginBottom: '12px' },
})

/** All pages under one row of tabs, in the theme that Teams has at the moment. In a channel, where people decide, that comes first. */
export function App({ teams, me }: { readonly teams: InTeams; readonly me: Me }) {
  const styles = useStyles()
  const words = useWords()
  const [theme, setTheme] = useState<Theme>(teams.theme)
  const [page, setPage] = useState<PageName>(() => pageIn(teams.subPage || (teams.channel ? 'approvals' : ''), me))
  const [wanted, setWanted] = useState<string>()
  const approvals = useQuery<RequestList>('approvals', 20_000)
  const reviews = useQuery<RequestList>(me.reviewer ? 'reviews' : undefined, 20_000)
  const toSign = reviews.data?.requests.filter(({ can }) => can.sign).length ?? 0
  const waiting = (approvals.data?.requests.length ?? 0) + toSign
  useEffect(() => teams.onTheme(setTheme), [teams])
  useEffect(() => tellNow(me.now), [me])
  useEffect(() => {
    if (approvals.data) tellNow(approvals.data.now)
  }, [approvals.data])

  const turnTo = (name: PageName) => {
    setWanted(undefined)
    setPage(name)
  }
  const ask = ({ id }: { readonly id: string }) => {
    setWanted(id)
    setPage('access')
  }
  return (
    <FluentProvider theme={themes[theme]}>
      <div className={styles.root}>
        <Announcing>
          <nav className={styles.bar} aria-label={words.shell.pages}>
            <TabList selectedValue={page} onTabSelect={(_event, { value }) => turnTo(pageIn(String(value), me))}>
              {pagesFor(me).map((name) => (
                <Tab key={name} value={name} id={`tab-${name}`} aria-controls="page">
                  {name === 'approvals' && waiting > 0
                    ? words.shell.counted(words.shell.titles[name], numberText(waiting))
                    : words.shell.titles[name]}
                </Tab>
              ))}
            </TabList>
          </nav>
          <main className={styles.page}>
            <h1 className="unseen">JIT Access</h1>
            <div id="page" role="tabpanel" aria-labelledby={`tab-${page}`}>
              {me.policy.kind === 'none' && (
                <MessageBar intent="error" className={styles.notice}>
                  <MessageBarBody>{words.shell.noPolicy(me.policy.why)}</MessageBarBody>
                </MessageBar>
              )}
              <Boundary key={page}>
                <Suspense fallback={<Spinner label={words.shell.loading} />}>
                  {page === 'access' && <AccessPage me={me} wanted={wanted} />}
                  {page === 'approvals' && <ApprovalsPage list={approvals} reviews={reviews} />}
                  {page === 'machines' && <MachinesPage me={me} onRequest={ask} />}
                  {page === 'policy' && <PolicyPage />}
                  {page === 'audit' && <AuditPage />}
                </Suspense>
              </Boundary>
            </div>
          </main>
        </Announcing>
      </div>
    </FluentProvider>
  )
}
