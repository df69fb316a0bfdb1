import type { Theme } from '../host/protocol.ts'
import { sandboxToken } from '../host/sandbox-token.ts'
import { hostPage, type TeamsHost } from '../host/teams-host.ts'
import { api, sentenceOf } from './api.ts'
import { byId, element } from './element.ts'
import { placeHref, readPlace } from './place.ts'

const themes: readonly string[] = ['default', 'dark', 'contrast']
const themeKey = 'teams-theme'

/** The tab as Teams shows it to one person: who and where stand in the address, so that two windows are two people. `frame=settings`: the page that adds it to a channel. */
async function start(): Promise<void> {
  const people = await api.people()
  const choose = byId('teams-person') as HTMLSelectElement
  choose.append(...people.map(({ id, name, role }) => element('option', { value: id }, `${name}, ${role}`)))
  const chosenTheme = byId('teams-theme') as HTMLSelectElement
  chosenTheme.value = themeIn(new URLSearchParams(location.hash.slice(1)).get('theme'))
  const save = byId('teams-save')
  const saveButton = byId('teams-save-button') as HTMLButtonElement
  let host: TeamsHost | undefined

  async function show(): Promise<void> {
    const { as, in: conversation } = readPlace(location.hash)
    const person = people.find(({ id }) => id === as) ?? people[0]
    if (!person) return
    choose.value = person.id
    document.title = `${person.name} · JIT Access in Teams · sandbox`
    const place = { as: person.id, ...(conversation ? { in: conversation } : {}) }
    byId('teams-back').setAttribute('href', `./${placeHref(place)}`)
    const { tenantId } = await sandboxToken(person.id)
    const conversations = conversation ? await api.conversations(person.id) : []
    const channel = conversations.find(({ id, kind }) => id === conversation && kind === 'channel')
    host?.close()
    const adding = new URLSearchParams(location.hash.slice(1)).get('frame') === 'settings'
    // As from that person's own machine, by way of what stands between it and the bot.
    const src = adding ? '/tab/configure.html' : `/sandbox/via/${person.id}/tab/`
    const iframe = element('iframe', { title: 'The tab', src })
    save.hidden = !adding
    host = hostPage(iframe, {
      frame: adding ? 'settings' : 'content',
      onValidity: (valid) => {
        saveButton.disabled = !valid
      },
      onConfig: (config) => {
        byId('teams-saved').textContent = `Teams would keep: ${JSON.stringify(config)}`
      },
      theme: themeIn(chosenTheme.value),
      person: { id: person.id, name: person.name, tenantId },
      locale: person.locale,
      ...(channel ? { place: { channel } } : {}),
      token: async () => (await sandboxToken(person.id)).token,
      onLink: (url) => void window.open(url, '_blank', 'noopener'),
    })
    byId('teams-place').replaceChildren(iframe)
  }

  choose.addEventListener('change', () => {
    location.hash = placeHref({ as: choose.value })
  })
  chosenTheme.addEventListener('change', () => dress())
  function dress(): void {
    const theme = themeIn(chosenTheme.value)
    document.body.dataset.theme = theme
    localStorage.setItem(themeKey, theme)
    host?.setTheme(theme)
  }
  saveButton.addEventListener('click', () => host?.save())
  window.addEventListener('hashchange', () => void show().catch(trouble))
  dress()
  await show()
}

function themeIn(value: string | null): Theme {
  const kept = value ?? localStorage.getItem(themeKey) ?? ''
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default'
  return (themes.includes(kept) ? kept : system) as Theme
}

function trouble(error: unknown): void {
  const place = byId('teams-trouble')
  place.textContent = sentenceOf(error)
  place.hidden = false
}

start().catch(trouble)
