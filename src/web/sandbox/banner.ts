import { element } from './element.ts'
import { icon } from './icons.ts'
import type { PageStore } from './state.ts'

const patienceMs = 700
const troubleMs = 8_000

/** Says that the sandbox does not answer, while it does not; and other trouble for a few seconds. */
export function showBanner(parent: HTMLElement, store: PageStore): { trouble: (sentence: string) => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const show = (sentence: string | undefined): void => {
    parent.hidden = sentence === undefined
    parent.replaceChildren(...(sentence ? [icon('warning'), element('span', {}, sentence)] : []))
  }
  const later = (sentence: string | undefined, ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => show(sentence), ms)
  }
  store.watch(
    ({ connected }) => [connected],
    ({ connected }) => {
      // A reload of the server drops the stream for an instant: not worth an alarm.
      if (connected) later(undefined, 0)
      else later('The sandbox does not answer. What you see may be out of date. Trying again…', patienceMs)
    },
  )
  return {
    trouble(sentence) {
      if (!store.get().connected) return
      show(sentence)
      later(undefined, troubleMs)
    },
  }
}
