import type { Journal, JournalValue } from '../journal.ts'
import { isObject } from './json.ts'

/** What became of the channels and of the app since the sandbox began; kept in the journal. */
export type Places = {
  /** The name that a channel has now. */
  nameOf(channel: { readonly id: string; readonly name: string }): string
  isDeleted(channel: string): boolean
  /** Whether the app is there: for a person, or in the team. */
  hasApp(target: { readonly id: string; readonly installed?: boolean } | 'team'): boolean
  rename(channel: string, name: string): void
  setDeleted(channel: string, deleted: boolean): void
  setApp(target: { readonly id: string } | 'team', there: boolean): void
  /** Calls back after each change. */
  onChange(listener: () => void): void
}

type Change = { readonly name?: string; readonly deleted?: boolean; readonly app?: boolean }

export function openPlaces(journal: Journal): Places {
  const changes = new Map<string, Change>()
  const listeners: (() => void)[] = []
  for (const [key, value] of journal.entries()) if (key.startsWith('place/')) changes.set(key, changeIn(value))

  function put(key: string, change: Change): void {
    const next = { ...changes.get(key), ...change }
    journal.put(key, next)
    changes.set(key, next)
    for (const listener of listeners) listener()
  }

  return {
    nameOf: ({ id, name }) => changes.get(channelKey(id))?.name ?? name,
    isDeleted: (id) => changes.get(channelKey(id))?.deleted ?? false,
    hasApp: (target) => changes.get(appKey(target))?.app ?? (target === 'team' || (target.installed ?? true)),
    rename: (id, name) => put(channelKey(id), { name }),
    setDeleted: (id, deleted) => put(channelKey(id), { deleted }),
    setApp: (target, app) => put(appKey(target), { app }),
    onChange: (listener) => void listeners.push(listener),
  }
}

const channelKey = (id: string) => `place/channel/${id}`
const appKey = (target: { readonly id: string } | 'team') => `place/app/${target === 'team' ? target : target.id}`

function changeIn(value: JournalValue): Change {
  if (!isObject(value)) return {}
  const { name, deleted, app } = value
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof deleted === 'boolean' ? { deleted } : {}),
    ...(typeof app === 'boolean' ? { app } : {}),
  }
}
