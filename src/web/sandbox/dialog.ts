import type { Theme } from '../host/protocol.ts'
import { sandboxToken } from '../host/sandbox-token.ts'
import { hostPage } from '../host/teams-host.ts'
import { api } from './api.ts'
import { element } from './element.ts'
import { icon } from './icons.ts'
import type { Task } from './wire.ts'

type Page = Extract<Task, { type: 'continue' }>['value']

/**
 * Shows a page over the chat, as Teams does, and answers what it handed back; undefined: it was closed. The page is reached as from that
 * person's own machine, by way of what stands between it and the bot.
 */
export async function showDialog(as: string, { title, url, width, height }: Page): Promise<unknown> {
  const [{ tenantId }, people] = await Promise.all([sandboxToken(as), api.people()])
  const locale = people.find(({ id }) => id === as)?.locale
  const { pathname, search, hash } = new URL(url)
  const iframe = element('iframe', { title, src: `/sandbox/via/${as}${pathname}${search}${hash}` })
  const close = element('button', { type: 'button', class: 'quiet', 'aria-label': 'Close' }, icon('close'))
  const heading = element('h2', { id: 'dialog-title' }, title)
  const shown = element(
    'dialog',
    { class: 'task', 'aria-labelledby': 'dialog-title' },
    element('header', {}, heading, close),
    iframe,
  )
  shown.style.setProperty('--task-width', `${width}px`)
  shown.style.setProperty('--task-height', `${height}px`)
  const focused = document.activeElement
  return await new Promise((resolve) => {
    const end = (result?: unknown): void => {
      host.close()
      shown.close()
      shown.remove()
      if (focused instanceof HTMLElement) focused.focus()
      resolve(result)
    }
    const host = hostPage(iframe, {
      frame: 'task',
      theme: themeNow(),
      person: { id: as, name: '', tenantId },
      ...(locale ? { locale } : {}),
      token: async () => (await sandboxToken(as)).token,
      onSubmit: (result) => end(result),
    })
    close.addEventListener('click', () => end())
    shown.addEventListener('cancel', (event) => {
      event.preventDefault()
      end()
    })
    document.body.append(shown)
    shown.showModal()
    iframe.focus()
  })
}

function themeNow(): Theme {
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast'
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'default'
}
