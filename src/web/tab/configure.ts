import { pages } from '@microsoft/teams-js'
import { inTeams } from '../signed-on/in-teams.ts'

const explanation =
  'Press Save. Everybody who opens the tab sees what is theirs: what waits for them, what they have open. It shows nobody anything of somebody else.'

/** What Teams shows when somebody adds the tab to a channel: there is nothing to choose. */
async function start(): Promise<string> {
  if (!(await inTeams())) return 'This page is part of the JIT Access app. Open it in Microsoft Teams.'
  const url = `${location.origin}/tab/`
  pages.config.registerOnSaveHandler((save) => {
    pages.config
      .setConfig({ entityId: 'access', contentUrl: url, websiteUrl: url, suggestedDisplayName: 'Access' })
      .then(
        () => save.notifySuccess(),
        () => save.notifyFailure('Teams did not take the tab.'),
      )
  })
  pages.config.setValidityState(true)
  return explanation
}

const place = document.getElementById('configure')
if (place)
  start().then(
    (text) => {
      place.textContent = text
    },
    () => {
      place.textContent = 'This page broke. Close it and try again.'
    },
  )
