import { element } from './element.ts'
import { icon } from './icons.ts'

const hues = 8

/** Initials on a colour that stays with the name; the bot has a lock. */
export function avatar(name: string, bot = false): HTMLElement {
  if (bot) return element('span', { class: 'avatar avatar-bot', 'aria-hidden': true }, icon('open'))
  const words = name.split(/\s+/).filter(Boolean)
  const initials = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '').join('')
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % hues
  return element('span', { class: `avatar avatar-${hue}`, 'aria-hidden': true }, initials.toUpperCase())
}
