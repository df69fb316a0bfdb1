export type PageName = 'access' | 'approvals' | 'machines' | 'policy'

export const pages: readonly { readonly name: PageName; readonly title: string }[] = [
  { name: 'access', title: 'My access' },
  { name: 'approvals', title: 'Approvals' },
  { name: 'machines', title: 'Machines' },
  { name: 'policy', title: 'Policy' },
]

/** The page of a name, as a deep link gives it; the first one where it is none. */
export function pageIn(name: string): PageName {
  return pages.find((page) => page.name === name)?.name ?? 'access'
}
