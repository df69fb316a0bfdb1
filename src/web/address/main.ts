import { dialog } from '@microsoft/teams-js'
import { element } from '../sandbox/element.ts'
import { call, sentenceOf } from '../signed-on/api-client.ts'
import { inTeams, type Theme } from '../signed-on/in-teams.ts'
import { reader } from '../signed-on/reader.ts'
import { closing } from './closing.ts'
import { drawAddress } from './draw-address.ts'
import type { Looked } from './wire.ts'

/** The page that a button opened: its nonce stands behind the hash, which no server ever sees. */
async function start(page: HTMLElement): Promise<void> {
  const teams = await inTeams()
  const { address } = reader().words
  document.title = address.page
  if (!teams)
    return page.replaceChildren(
      element('h1', {}, address.openInTeams),
      element('p', { class: 'wait' }, address.outside),
    )
  const waiting = page.querySelector('[role=status]')
  if (waiting) waiting.textContent = address.looking
  const dress = (theme: Theme) => {
    document.body.dataset.theme = theme
  }
  dress(teams.theme)
  teams.onTheme(dress)
  const close = () => dialog.url.submit()
  closing(close)
  const nonce = location.hash.slice(1)
  const look = async (): Promise<void> => {
    try {
      const looked = await call<Looked>('address/look', { nonce })
      drawAddress(page, looked, {
        confirm: async (choice) => {
          await call('address/confirm', { nonce, ...choice })
          // Nothing but the nonce: what was confirmed is on the server.
          dialog.url.submit({ nonce }, looked.appId)
        },
        look,
        close,
      })
    } catch (error) {
      say(page, sentenceOf(error), close)
    }
  }
  await look()
}

function say(page: HTMLElement, text: string, close?: () => void): void {
  const { address } = reader().words
  page.replaceChildren(element('h1', {}, address.mine), element('p', { class: 'wait', role: 'alert' }, text))
  if (!close) return
  const button = element('button', { type: 'button', class: 'plain' }, address.close)
  button.addEventListener('click', close)
  page.append(element('div', { class: 'buttons' }, button))
}

const page = document.getElementById('page')
if (page) start(page).catch((error: unknown) => say(page, sentenceOf(error)))
