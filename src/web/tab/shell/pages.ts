import type { Me } from '../wire/me.ts'

export type PageName = 'access' | 'approvals' | 'machines' | 'policy' | 'audit'

const pages: readonly PageName[] = ['access', 'approvals', 'machines', 'policy', 'audit']

/** The pages of somebody, in their order. */
export function pagesFor({ auditor }: Pick<Me, 'auditor'>): readonly PageName[] {
  return pages.filter((name) => name !== 'audit' || auditor)
}

/** The page of a name, as a deep link gives it; the first one where it is none of theirs. */
export function pageIn(name: string, me: Pick<Me, 'auditor'>): PageName {
  return pagesFor(me).find((page) => page === name) ?? 'access'
}
