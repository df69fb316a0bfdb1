import { type Frame, type HostRequest, hostVersion, isHostRequest, runtime, type Theme } from './protocol.ts'

export interface HostOptions {
  readonly frame: Frame
  readonly theme: Theme
  readonly person: { readonly id: string; readonly name: string; readonly tenantId: string }
  /** Where the page is: `subPageId` comes from a deep link, `channel` from a tab in one. */
  readonly place?: { readonly subPageId?: string; readonly channel?: { readonly id: string; readonly name: string } }
  /** IETF tag of the person's client. */
  readonly locale?: string
  /** The access token for the app; rejects where Teams would. */
  readonly token: () => Promise<string>
  /** The page called `app.notifySuccess` or `app.notifyAppLoaded`. */
  readonly onReady?: () => void
  /** A dialog ended with `dialog.url.submit`. */
  readonly onSubmit?: (result: unknown) => void
  /** The page asked for another dialog (`dialog.url.open`); the answer is what that dialog ends with. */
  readonly onDialog?: (info: { readonly url: string; readonly title?: string }) => Promise<unknown>
  /** `app.openLink`. */
  readonly onLink?: (url: string) => void
  /** A page of configuration called `pages.config.setConfig`, or said whether it may be saved. */
  readonly onConfig?: (config: unknown) => void
  readonly onValidity?: (valid: boolean) => void
}

export interface TeamsHost {
  setTheme(theme: Theme): void
  /** What Save does on a page of configuration. */
  save(): void
  close(): void
}

/**
 * Teams around a page in an iframe: answers what the real teams-js in it posts. The page comes from our own origin, which teams-js takes
 * messages from by itself; anything that another window posts is ignored.
 */
export function hostPage(iframe: HTMLIFrameElement, options: HostOptions): TeamsHost {
  let theme = options.theme
  const post = (message: unknown) => iframe.contentWindow?.postMessage(message, location.origin)

  const answers: Readonly<Record<string, (args: readonly unknown[]) => unknown[] | Promise<unknown[]> | undefined>> = {
    initialize: () => [options.frame, 'web', runtime, hostVersion],
    getContext: () => [contextOf(options, theme)],
    'authentication.getAuthToken': () =>
      options.token().then(
        (token) => [true, token],
        (error: unknown) => [false, error instanceof Error ? error.message : 'CancelledByUser'],
      ),
    'appInitialization.success': () => void options.onReady?.(),
    'appInitialization.appLoaded': () => void options.onReady?.(),
    'tasks.completeTask': ([result]) => void options.onSubmit?.(result),
    'tasks.startTask': ([info]) =>
      options.onDialog?.(info as { url: string; title?: string }).then(
        (result) => [null, result],
        (error: unknown) => [error instanceof Error ? error.message : 'CancelledByUser', undefined],
      ),
    executeDeepLink: ([url]) => {
      options.onLink?.(String(url))
      return [true]
    },
    'settings.setSettings': ([config]) => {
      options.onConfig?.(config)
      return [true]
    },
    'settings.setValidityState': ([valid]) => void options.onValidity?.(valid === true),
  }

  function hear(event: MessageEvent): void {
    if (event.source !== iframe.contentWindow || event.origin !== location.origin || !isHostRequest(event.data)) return
    const { id, uuidAsString, func, args = [] }: HostRequest = event.data
    void Promise.resolve(answers[func]?.(args)).then((answer) => {
      if (answer) post({ id, uuidAsString, args: answer })
    })
  }

  window.addEventListener('message', hear)
  return {
    setTheme(next) {
      theme = next
      post({ func: 'themeChange', args: [next] })
    },
    save: () => post({ func: 'settings.save', args: [{}] }),
    close: () => window.removeEventListener('message', hear),
  }
}

function contextOf({ frame, person, place, locale = 'en-GB' }: HostOptions, theme: Theme): Record<string, unknown> {
  const { channel, subPageId } = place ?? {}
  return {
    locale,
    theme,
    frameContext: frame,
    entityId: 'access',
    hostName: 'Teams',
    hostClientType: 'web',
    userObjectId: person.id,
    userDisplayName: person.name,
    tid: person.tenantId,
    ...(subPageId ? { subEntityId: subPageId } : {}),
    ...(channel ? { channelId: channel.id, channelName: channel.name } : {}),
  }
}
