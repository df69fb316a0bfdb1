import { pages } from '@microsoft/teams-js'
import { inTeams } from '../signed-on/in-teams.ts'
import { reader } from '../signed-on/reader.ts'

/** What Teams shows when somebody adds the tab to a channel: there is nothing to choose. */
async function start(): Promise<string> {
  const teams = await inTeams()
  const { configure, signedOn } = reader().words
  document.title = configure.title
  const heading = document.querySelector('h1')
  if (heading) heading.textContent = configure.heading
  if (!teams) return signedOn.outside
  const url = `${location.origin}/tab/`
  pages.config.registerOnSaveHandler((save) => {
    pages.config
      .setConfig({ entityId: 'access', contentUrl: url, websiteUrl: url, suggestedDisplayName: configure.tab })
      .then(
        () => save.notifySuccess(),
        () => save.notifyFailure(configure.notTaken),
      )
  })
  pages.config.setValidityState(true)
  return configure.pressSave
}

const place = document.getElementById('configure')
if (place)
  start().then(
    (text) => {
      place.textContent = text
    },
    () => {
      place.textContent = reader().words.configure.broke
    },
  )
