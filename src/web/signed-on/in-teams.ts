import { app } from '@microsoft/teams-js'
import { readIn } from './reader.ts'

export type Theme = 'default' | 'dark' | 'contrast'

/** Where the page is shown and for whom, as the client says. None of it is authority: that is in the token. */
export interface InTeams {
  readonly theme: Theme
  readonly frame: string
  readonly subPage: string
  readonly channel?: { readonly id: string; readonly name: string }
  onTheme(change: (theme: Theme) => void): void
}

/** teams-js itself waits a minute, in which a page outside Teams would say nothing. */
const patienceMs = 5_000

/** Starts teams-js, and turns to the language of the client; undefined: the page is not in Teams. Then the browser's language is taken. */
export async function inTeams(): Promise<InTeams | undefined> {
  const context = await contextAround()
  await readIn(context?.app.locale ?? navigator.language)
  if (!context) return undefined
  const { channel } = context
  return {
    theme: themeOf(context.app.theme),
    frame: String(context.page.frameContext ?? 'content'),
    subPage: context.page.subPageId ?? '',
    ...(channel ? { channel: { id: channel.id, name: channel.displayName ?? '' } } : {}),
    onTheme: (change) => app.registerOnThemeChangeHandler((theme) => change(themeOf(theme))),
  }
}

async function contextAround(): Promise<app.Context | undefined> {
  if (window.parent === window && !window.opener) return undefined
  const started = app.initialize().then(() => app.getContext())
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs, undefined))
  return await Promise.race([started.catch(() => undefined), late])
}

function themeOf(name: string): Theme {
  return name === 'dark' || name === 'contrast' ? name : 'default'
}
