/** One message as somebody sees it in the sandbox. `card` is the Adaptive Card's JSON. */
export interface SeenMessage {
  readonly id: string
  readonly from: { readonly id: string; readonly name: string; readonly bot: boolean }
  readonly at: string
  readonly edited: boolean
  readonly text?: string
  readonly card?: Record<string, unknown>
  readonly summary?: string
  /** Nobody else sees it. */
  readonly onlyYou?: true
}

export interface SandboxPerson {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly address: string
  /** Of their client: `en-GB`, `de-DE`. */
  readonly locale: string
}

export interface Reached {
  readonly reachable: boolean
  readonly rule: { readonly name: string; readonly priority: number } | null
}

export interface SecurityRule {
  readonly name: string
  readonly priority: number
  readonly access: string
  readonly source: string
  readonly destination: string
  readonly ports: string
}

/** The sandbox's HTTP API as functions. Each throws with the API's own sentence when it is refused. */
export function sandboxClient(baseUrl: string) {
  const call = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${baseUrl}/sandbox/api/${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  const query = (values: Record<string, string | number>) =>
    new URLSearchParams(Object.entries(values).map(([key, value]): [string, string] => [key, String(value)])).toString()
  return {
    people: () => call('GET', 'people') as Promise<SandboxPerson[]>,
    /** Sets the locale of somebody's client, such as `de-DE`. */
    readIn: (as: string, locale: string) => call('POST', `people/${as}`, { locale }) as Promise<{ locale: string }>,
    conversations: (as: string) =>
      call('GET', `conversations?${query({ as })}`) as Promise<{ id: string; name: string; kind: string }[]>,
    messages: (as: string, conversation: string) =>
      call('GET', `conversations/${encodeURIComponent(conversation)}/messages?${query({ as })}`) as Promise<
        SeenMessage[]
      >,
    say: (as: string, conversation: string, text: string) =>
      call('POST', 'messages', { as, conversation, text }) as Promise<{ id: string; status: number }>,
    press: (as: string, message: string, action: string, more: { inputs?: object; forge?: object } = {}) =>
      call('POST', 'actions', { as, message, action, ...more }) as Promise<{
        status: number
        body: { statusCode: number; type: string; value: unknown }
      }>,
    submitDialog: (as: string, message: string, data: unknown) =>
      call('POST', 'dialogs', { as, message, data }) as Promise<{ status: number; body: unknown }>,
    token: (as: string) => call('POST', 'token', { as }) as Promise<{ token: string }>,
    edit: (as: string, message: string, text: string) => call('POST', 'edits', { as, message, text }),
    redeliver: (message: string, newId = false) => call('POST', 'redeliver', { message, newId }),
    search: (as: string, message: string, dataset: string, text: string) =>
      call('POST', 'search', { as, message, dataset, query: text }) as Promise<{ title: string; value: string }[]>,
    searchInDialog: (as: string, conversation: string, dataset: string, text: string) =>
      call('POST', 'search', { as, conversation, dataset, query: text }) as Promise<{ title: string; value: string }[]>,
    /** Opens the message extension's dialog (on a message, or in the compose box), or sends what a button in it sends. */
    extension: (as: string, conversation: string, what: { message?: string; data?: unknown; command?: string } = {}) =>
      call('POST', 'extension', { as, conversation, ...what }) as Promise<{ status: number; body: unknown }>,
    clock: () => call('GET', 'clock') as Promise<{ now: string; zone: string }>,
    advance: (advanceSeconds: number) => call('POST', 'clock', { advanceSeconds }) as Promise<{ now: string }>,
    reachable: (vm: string, port: number, from: string) =>
      call('GET', `reachable?${query({ vm, port, from })}`) as Promise<Reached>,
    rules: (vm: string) => call('GET', `rules?${query({ vm })}`) as Promise<SecurityRule[]>,
    faults: (fault: Record<string, unknown>) => call('POST', 'faults', fault),
    place: (act: Record<string, unknown>) => call('POST', 'places', act),
    portal: (act: Record<string, unknown>) => call('POST', 'portal', act),
    azure: (settings: Record<string, unknown>) => call('POST', 'azure', settings),
    /** Switches of the simulated Teams, such as `{ refreshEveryMs: 0 }`. */
    teams: (settings: Record<string, unknown>) => call('POST', 'teams', settings),
  }
}

export type SandboxClient = ReturnType<typeof sandboxClient>

/** Waits for a fact: asks until `probe` answers something. Throws with `what` after `timeoutMs`. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined | false>,
  timeoutMs = 45_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const found = await probe()
    if (found !== undefined && found !== false) return found
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs / 1000} s in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}

/** All that a card says, one text a line: for asking what people can read. */
export function cardText(card: unknown): string {
  const lines: string[] = []
  const visit = (node: unknown, key?: string): void => {
    if (typeof node === 'string' && (key === 'text' || key === 'title' || key === 'value' || key === 'label'))
      lines.push(node.replace(/\\(?=[\\`*_{}[\]()#+!|<>~-])/g, ''))
    else if (Array.isArray(node)) for (const child of node) visit(child, key)
    else if (typeof node === 'object' && node !== null)
      for (const [name, child] of Object.entries(node)) if (name !== 'data' && name !== 'refresh') visit(child, name)
  }
  visit(card)
  return lines.join('\n')
}

/** The titles of the buttons that can be pressed on a card, those of its inner cards included. */
export function buttonsOf(card: unknown): string[] {
  const titles: string[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    else if (typeof node === 'object' && node !== null) {
      const { type, title } = node as { type?: unknown; title?: unknown }
      if ((type === 'Action.Execute' || type === 'Action.Submit') && typeof title === 'string') titles.push(title)
      for (const [name, child] of Object.entries(node)) if (name !== 'refresh') visit(child)
    }
  }
  visit(card)
  return titles
}
