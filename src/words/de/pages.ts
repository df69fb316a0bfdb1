import type { PageWords } from '../en/pages.ts'
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

/** All that the pages say in Teams, in German. */
export const pages: PageWords = {
  language: 'de',
  locale: 'de-DE',
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
