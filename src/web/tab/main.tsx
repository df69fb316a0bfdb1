import { createRoot } from 'react-dom/client'
import { call, sentenceOf } from '../signed-on/api-client.ts'
import { inTeams } from '../signed-on/in-teams.ts'
import { reader } from '../signed-on/reader.ts'
import { App } from './app.tsx'
import type { Me } from './wire/me.ts'

/** Outside Teams nobody is signed on, and the page says where it belongs. */
async function start(place: HTMLElement): Promise<void> {
  const teams = await inTeams()
  const { shell, signedOn } = reader().words
  if (!teams) return say(place, signedOn.outside)
  const status = place.querySelector('[role=status]')
  if (status) status.textContent = shell.signingOn
  const me = await call<Me>('me')
  createRoot(place).render(<App teams={teams} me={me} />)
}

function say(place: HTMLElement, sentence: string): void {
  const [main, title, text] = [
    document.createElement('main'),
    document.createElement('h1'),
    document.createElement('p'),
  ]
  main.className = 'first'
  title.textContent = 'JIT Access'
  text.setAttribute('role', 'alert')
  text.textContent = sentence
  main.append(title, text)
  place.replaceChildren(main)
}

const place = document.getElementById('tab')
if (place) start(place).catch((error: unknown) => say(place, sentenceOf(error)))
