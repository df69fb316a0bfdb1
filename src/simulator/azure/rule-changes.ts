import type { Journal } from '../journal.ts'
import type { SecurityRule } from './security-rule.ts'

/** What somebody changed on a rule. `kept`: Defender's clean-up misses it, so that it outlives its window. */
export type RuleEdit = Partial<Pick<SecurityRule, 'priority' | 'access' | 'sources' | 'ports'>> & {
  readonly kept?: true
}

/** What people did to the rules of the filters by hand. Filters by their lower-cased id, rules by their key. */
export type RuleChanges = {
  isRemoved(filterId: string, ruleKey: string): boolean
  editOf(filterId: string, ruleKey: string): RuleEdit | undefined
  added(filterId: string): readonly SecurityRule[]
  /** A rule of Defender's stays away until `restore` names it. */
  remove(filterId: string, ruleKey: string): void
  edit(filterId: string, ruleKey: string, edit: RuleEdit): void
  add(filterId: string, rule: SecurityRule): void
  /** Takes back what was deleted and edited. */
  restore(isRestored: (ruleKey: string) => boolean): void
}

/** The key of a rule that somebody added. */
export function addedKey(name: string): string {
  return `added/${name.toLowerCase()}`
}

/** The changes by hand, out of the journal and kept in it. */
export function openRuleChanges(journal: Journal): RuleChanges {
  const removed = new Set<string>()
  const edits = new Map<string, RuleEdit>()
  const additions = new Map<string, Map<string, SecurityRule>>()

  const learn = (filterId: string, rule: SecurityRule) => {
    const rules = additions.get(filterId) ?? new Map<string, SecurityRule>()
    additions.set(filterId, rules.set(addedKey(rule.name), rule))
  }
  for (const [key, value] of journal.entries()) {
    const [kind, filterId = '', ...rest] = key.split(' ')
    if (kind === 'removed') removed.add([filterId, ...rest].join(' '))
    else if (kind === 'edited') edits.set([filterId, ...rest].join(' '), value as RuleEdit)
    else if (kind === 'added') learn(filterId, value as SecurityRule)
  }

  const forgetEdit = (entry: string) => {
    if (!edits.has(entry)) return
    journal.put(`edited ${entry}`, null)
    edits.delete(entry)
  }

  return {
    isRemoved: (filterId, ruleKey) => removed.has(`${filterId} ${ruleKey}`),
    editOf: (filterId, ruleKey) => edits.get(`${filterId} ${ruleKey}`),
    added: (filterId) => [...(additions.get(filterId)?.values() ?? [])],
    remove(filterId, ruleKey) {
      const entry = `${filterId} ${ruleKey}`
      forgetEdit(entry)
      if (additions.get(filterId)?.has(ruleKey)) {
        journal.put(`added ${filterId} ${ruleKey}`, null)
        additions.get(filterId)?.delete(ruleKey)
        return
      }
      journal.put(`removed ${entry}`, true)
      removed.add(entry)
    },
    edit(filterId, ruleKey, edit) {
      const entry = `${filterId} ${ruleKey}`
      const all = { ...edits.get(entry), ...edit }
      journal.put(`edited ${entry}`, all)
      edits.set(entry, all)
    },
    add(filterId, rule) {
      journal.put(`added ${filterId} ${addedKey(rule.name)}`, rule)
      learn(filterId, rule)
    },
    restore(isRestored) {
      const isMeant = (entry: string) => isRestored(entry.slice(entry.indexOf(' ') + 1))
      for (const entry of [...removed].filter(isMeant)) {
        journal.put(`removed ${entry}`, null)
        removed.delete(entry)
      }
      for (const entry of [...edits.keys()].filter(isMeant)) forgetEdit(entry)
    },
  }
}
