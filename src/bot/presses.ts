import { address } from './presses/address-press.ts'
import { askAgain } from './presses/again-press.ts'
import { answerForm, showForm } from './presses/ask-form-presses.ts'
import { breakGlass, offerBreakGlass, signReview } from './presses/break-glass-presses.ts'
import { confirm, review, rules } from './presses/configure-presses.ts'
import { extend } from './presses/extend-presses.ts'
import { form, submit } from './presses/form-presses.ts'
import type { PressHandler } from './presses/press.ts'
import { approve, cancel, close, deny, refresh, retry } from './presses/request-presses.ts'
import { run } from './presses/run-press.ts'

/** Every verb that a card of ours can carry. Anything else is refused. */
export const presses: Readonly<Record<string, PressHandler>> = Object.assign(Object.create(null), {
  approve,
  deny,
  cancel,
  close,
  retry,
  extend,
  askAgain,
  address,
  refresh,
  run,
  showForm,
  answerForm,
  form,
  submit,
  rules,
  reviewRules: review,
  confirmRules: confirm,
  breakGlass,
  offerBreakGlass,
  signReview,
})
