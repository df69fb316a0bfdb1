import { addressPage } from './en/address-page.ts'
import { adminNews } from './en/admin-news.ts'
import { answers } from './en/answers.ts'
import { api } from './en/api.ts'
import { asking } from './en/asking.ts'
import { auditCards } from './en/audit-cards.ts'
import { auditRows } from './en/audit-rows.ts'
import { auditing } from './en/auditing.ts'
import { azure } from './en/azure.ts'
import { binding } from './en/binding.ts'
import { breakGlassCard } from './en/break-glass-card.ts'
import { cards } from './en/cards.ts'
import { chat } from './en/chat.ts'
import { commands } from './en/commands.ts'
import { configurationCard } from './en/configuration-card.ts'
import { configurationFindings } from './en/configuration-findings.ts'
import { configuring } from './en/configuring.ts'
import { decisions } from './en/decisions.ts'
import { delegate } from './en/delegate.ts'
import { describe } from './en/describe.ts'
import { digestCard } from './en/digest-card.ts'
import { download } from './en/download.ts'
import { drift } from './en/drift.ts'
import { driftCards } from './en/drift-cards.ts'
import { endNotice } from './en/end-notice.ts'
import { explanation } from './en/explanation.ts'
import { facts } from './en/facts.ts'
import { findings } from './en/findings.ts'
import { glass } from './en/glass.ts'
import { here } from './en/here.ts'
import { history } from './en/history.ts'
import { jit } from './en/jit.ts'
import { ledger } from './en/ledger.ts'
import { machines } from './en/machines.ts'
import { manifest } from './en/manifest.ts'
import { networkRules } from './en/network-rules.ts'
import { notices } from './en/notices.ts'
import { opened } from './en/opened.ts'
import { portRules } from './en/port-rules.ts'
import { pressing } from './en/pressing.ts'
import { reading } from './en/reading.ts'
import { requestCard } from './en/request-card.ts'
import { requestForm } from './en/request-form.ts'
import { shut } from './en/shut.ts'
import { sources } from './en/sources.ts'
import { standing } from './en/standing.ts'
import { state } from './en/state.ts'
import { turn } from './en/turn.ts'
import { unread } from './en/unread.ts'
import { vmCard } from './en/vm-card.ts'
import { waiting } from './en/waiting.ts'
import { welcome } from './en/welcome.ts'
import { windows } from './en/windows.ts'
import type { Language } from './languages.ts'

/** All that the bot says to people, in English. Parameters are ready to be shown: times, durations, names and lists. */
export const en = {
  /** ISO 639-1. */
  language: 'en' as Language,
  /** What it is called by those who choose it, in small letters. */
  names: ['english', 'englisch'] as readonly string[],
  /** BCP 47: how times are written for readers of whom no more is known. */
  locale: 'en-GB',
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

export type Words = typeof en
