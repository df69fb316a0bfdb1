import type { Language } from '../languages.ts'
import { access } from './pages/access.ts'
import { address, typed } from './pages/address.ts'
import { approvals } from './pages/approvals.ts'
import { audit } from './pages/audit.ts'
import { form, glass } from './pages/form.ts'
import { machines, rules } from './pages/machines.ts'
import { policy } from './pages/policy.ts'
import { request } from './pages/request.ts'
import { configure, shell } from './pages/shell.ts'
import { signedOn } from './pages/signed-on.ts'

/** All that the pages say in Teams, in English: the tab and the dialog. The server does without, and the pages without the server's. */
export const pages = {
  /** ISO 639-1. */
  language: 'en' as Language,
  /** BCP 47: how times and numbers are written for readers whose own language is not spoken here. */
  locale: 'en-GB',
  access,
  address,
  approvals,
  audit,
  configure,
  form,
  glass,
  machines,
  policy,
  request,
  rules,
  shell,
  signedOn,
  typed,
}

export type PageWords = typeof pages
