import { addressPage } from './de/address-page.ts'
import { adminNews } from './de/admin-news.ts'
import { answers } from './de/answers.ts'
import { api } from './de/api.ts'
import { asking } from './de/asking.ts'
import { auditCards } from './de/audit-cards.ts'
import { auditRows } from './de/audit-rows.ts'
import { auditing } from './de/auditing.ts'
import { azure } from './de/azure.ts'
import { binding } from './de/binding.ts'
import { breakGlassCard } from './de/break-glass-card.ts'
import { cards } from './de/cards.ts'
import { chat } from './de/chat.ts'
import { commands } from './de/commands.ts'
import { configurationCard } from './de/configuration-card.ts'
import { configurationFindings } from './de/configuration-findings.ts'
import { configuring } from './de/configuring.ts'
import { decisions } from './de/decisions.ts'
import { delegate } from './de/delegate.ts'
import { describe } from './de/describe.ts'
import { digestCard } from './de/digest-card.ts'
import { download } from './de/download.ts'
import { drift } from './de/drift.ts'
import { driftCards } from './de/drift-cards.ts'
import { endNotice } from './de/end-notice.ts'
import { explanation } from './de/explanation.ts'
import { facts } from './de/facts.ts'
import { findings } from './de/findings.ts'
import { glass } from './de/glass.ts'
import { here } from './de/here.ts'
import { history } from './de/history.ts'
import { jit } from './de/jit.ts'
import { ledger } from './de/ledger.ts'
import { machines } from './de/machines.ts'
import { manifest } from './de/manifest.ts'
import { networkRules } from './de/network-rules.ts'
import { notices } from './de/notices.ts'
import { opened } from './de/opened.ts'
import { portRules } from './de/port-rules.ts'
import { pressing } from './de/pressing.ts'
import { reading } from './de/reading.ts'
import { requestCard } from './de/request-card.ts'
import { requestForm } from './de/request-form.ts'
import { shut } from './de/shut.ts'
import { sources } from './de/sources.ts'
import { standing } from './de/standing.ts'
import { state } from './de/state.ts'
import { turn } from './de/turn.ts'
import { unread } from './de/unread.ts'
import { vmCard } from './de/vm-card.ts'
import { waiting } from './de/waiting.ts'
import { welcome } from './de/welcome.ts'
import { windows } from './de/windows.ts'
import type { Words } from './en.ts'

/** The same in German. */
export const de: Words = {
  language: 'de',
  names: ['german', 'deutsch'],
  locale: 'de-DE',
  addressPage,
  adminNews,
  answers,
  api,
  asking,
  auditCards,
  auditRows,
  auditing,
  azure,
  binding,
  breakGlassCard,
  cards,
  chat,
  commands,
  configurationCard,
  configurationFindings,
  configuring,
  decisions,
  delegate,
  describe,
  digestCard,
  download,
  drift,
  driftCards,
  endNotice,
  explanation,
  facts,
  findings,
  glass,
  here,
  history,
  jit,
  ledger,
  machines,
  manifest,
  networkRules,
  notices,
  opened,
  portRules,
  pressing,
  reading,
  requestCard,
  requestForm,
  shut,
  sources,
  standing,
  state,
  turn,
  unread,
  vmCard,
  waiting,
  welcome,
  windows,
}
