import { FluentProvider, teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from '@fluentui/react-components'
import { createRoot } from 'react-dom/client'
import { call, sentenceOf } from '../signed-on/api-client.ts'
import { inTeams } from '../signed-on/in-teams.ts'

const themes = { default: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme }

async function start(place: HTMLElement): Promise<void> {
  const teams = await inTeams()
  if (!teams) {
    place.textContent = 'This page is part of the JIT Access app. Open it in Microsoft Teams.'
    return
  }
  const me = await call<{ person: { name: string } }>('me')
  createRoot(place).render(
    <FluentProvider theme={themes[teams.theme]}>
      <h1>{me.person.name}</h1>
    </FluentProvider>,
  )
}

const place = document.getElementById('tab')
if (place)
  start(place).catch((error: unknown) => {
    place.textContent = sentenceOf(error)
  })
