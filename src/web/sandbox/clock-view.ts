import { sentenceOf } from './api.ts'
import type { Clock } from './clock.ts'
import { element } from './element.ts'
import { icon } from './icons.ts'
import type { PageStore } from './state.ts'
import { nextTimeOfDay, shortDate, timeOfDayWithSeconds } from './time.ts'

const morning = { hour: 9, minute: 5 }

interface Jump {
  readonly title: string
  readonly label: string
  readonly seconds: () => number
}

/** The sandbox's time and the buttons that move it. `onMoved` is called after each move; `onError` with a sentence. */
export function showClock(
  parent: HTMLElement,
  store: PageStore,
  clock: Clock,
  { onMoved, onError }: { onMoved: () => void; onError: (sentence: string) => void },
): { jump: (seconds: number) => void } {
  const toMorning = (): number => {
    const { nowMs, zone } = store.get()
    return Math.ceil((nextTimeOfDay(nowMs, zone, morning.hour, morning.minute) - nowMs) / 1000)
  }
  const jumps: readonly Jump[] = [
    { title: '+5 min', label: 'Fast-forward 5 minutes', seconds: () => 300 },
    { title: '+15 min', label: 'Fast-forward 15 minutes', seconds: () => 900 },
    { title: '+1 h', label: 'Fast-forward 1 hour', seconds: () => 3600 },
    { title: 'Next 09:05', label: 'Fast-forward to the next morning, 09:05', seconds: toMorning },
  ]
  const time = element('span', { class: 'clock-time' })
  const date = element('span', {})
  const where = element('span', { class: 'clock-zone' })
  const buttons = jumps.map(({ title, label, seconds }) => {
    const button = element('button', { type: 'button', title: label, 'aria-label': `${title}: ${label}` }, title)
    button.addEventListener('click', () => jump(seconds(), button))
    return button
  })
  const group = element(
    'div',
    { class: 'jumps', role: 'group', 'aria-label': 'Fast-forward' },
    icon('forward'),
    ...buttons,
  )
  parent.classList.add('clock')
  parent.append(
    element(
      'div',
      { class: 'clock-now', role: 'timer', 'aria-label': 'Sandbox time' },
      time,
      element('span', { class: 'clock-date' }, date, where),
    ),
    group,
  )

  store.watch(
    ({ nowMs, zone }) => [nowMs, zone],
    ({ nowMs, zone }) => {
      time.textContent = nowMs ? timeOfDayWithSeconds(nowMs, zone) : '--:--:--'
      date.textContent = nowMs ? shortDate(nowMs, zone) : ''
      where.textContent = nowMs ? ` · ${zone}` : ''
    },
  )

  let busy = false
  function jump(seconds: number, pressed?: HTMLElement): void {
    if (busy) return
    setBusy(true, pressed)
    clock
      .advance(seconds)
      .then(onMoved, (error: unknown) => onError(`The clock did not move. ${sentenceOf(error)}`))
      .finally(() => setBusy(false, pressed))
  }
  function setBusy(now: boolean, pressed?: HTMLElement): void {
    busy = now
    group.setAttribute('aria-busy', String(now))
    pressed?.classList.toggle('busy', now)
    // aria-disabled keeps the focus where it is; a disabled button would drop it.
    for (const button of buttons) button.setAttribute('aria-disabled', String(now))
  }
  return { jump }
}
