import { element } from './element.ts'
import { icon } from './icons.ts'
import { remembered } from './remembered.ts'

type Theme = 'light' | 'dark'

/** A button that turns the page light or dark; until it is pressed the page follows the system. */
export function themeButton(): HTMLElement {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const button = element('button', { type: 'button', class: 'quiet' })
  const chosen = (): Theme | undefined => {
    const theme = remembered.read('theme')
    return theme === 'light' || theme === 'dark' ? theme : undefined
  }
  const show = (): void => {
    const theme = chosen() ?? (system.matches ? 'dark' : 'light')
    document.documentElement.dataset.theme = theme
    const label = theme === 'dark' ? 'Use light colours' : 'Use dark colours'
    button.replaceChildren(icon(theme === 'dark' ? 'sun' : 'moon'))
    button.title = label
    button.setAttribute('aria-label', label)
  }
  button.addEventListener('click', () => {
    remembered.write('theme', document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark')
    show()
  })
  system.addEventListener('change', show)
  show()
  return button
}
