import { api, sentenceOf } from './api.ts'
import { element } from './element.ts'
import type { PageStore } from './state.ts'
import type { Person } from './wire.ts'

const languages = [
  { locale: 'en-GB', name: 'English' },
  { locale: 'de-DE', name: 'Deutsch' },
] as const

/** In which language the chosen person has their Teams: what the bot says to them alone follows it. */
export function showReadsIn(parent: HTMLElement, store: PageStore, onError: (sentence: string) => void): void {
  const choose = element(
    'select',
    { id: 'language' },
    ...languages.map(({ locale, name }) => element('option', { value: locale, lang: locale.slice(0, 2) }, name)),
  )
  parent.classList.add('reads-in')
  parent.append(element('label', { for: 'language' }, 'Their Teams is in'), choose)

  const myself = (): Person | undefined => store.get().people.find(({ id }) => id === store.get().me?.id)
  const show = (): void => {
    const primary = myself()?.locale.slice(0, 2)
    choose.value = (languages.find(({ locale }) => locale.slice(0, 2) === primary) ?? languages[0]).locale
  }
  store.watch(({ people, me }) => [people, me], show)

  choose.addEventListener('change', () => {
    const me = myself()
    if (!me) return
    api
      .readIn(me.id, choose.value)
      .then(({ locale }) => {
        const { people } = store.get()
        store.set({ people: people.map((person) => (person.id === me.id ? { ...person, locale } : person)) })
      })
      .catch((error: unknown) => {
        show()
        onError(`The language was not changed. ${sentenceOf(error)}`)
      })
  })
}
