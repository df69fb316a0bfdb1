import type { PersonId } from '../../ids.ts'
import { implies } from '../implies.ts'
import { inAny, type Membership, peopleIn } from '../membership.ts'
import type { AccessPolicy, Rule } from '../policy.ts'
import { everyApproval, nobody } from './groups.ts'
import type { Lint } from './lint.ts'

/** What is odd about one rule. */
export function ruleLints(policy: AccessPolicy, rule: Rule, index: number, membership: Membership): Lint[] {
  const at = ['rules', index]
  const contradiction = twiceTagged(rule)
  if (contradiction !== undefined)
    return [
      {
        at: [...at, 'when'],
        text: `No machine can match: the tag "${contradiction}" is asked to have two values at once (Azure does not tell capitals apart). Keep one.`,
      },
    ]
  return rule.deny === undefined ? grantLints(policy, rule, at, membership) : denyLints(policy, rule, at)
}

function grantLints(policy: AccessPolicy, rule: Rule, at: Lint['at'], membership: Membership): Lint[] {
  const lints: Lint[] = []
  const closed = policy.rules.find((other) => other.deny !== undefined && implies(rule.when, other.when))
  if (closed)
    lints.push({
      at: [...at, 'when'],
      text: `The rule "${closed.name}" refuses everything that this one speaks of: it never lets anybody in. Narrow one of the two.`,
    })
  if (nobody(membership, rule.requesters))
    lints.push({
      at: [...at, 'requesters'],
      text: 'Nobody may ask: whoever wants these machines is refused, also where another rule would let them ask. If that is meant, say it with "deny".',
    })
  else lints.push(...approvalLints(rule, at, membership))
  if (rule.sources?.networks?.length === 0)
    lints.push({
      at: [...at, 'sources', 'networks'],
      text: 'No network is listed, so that no source is ever accepted: name one, or leave "networks" out.',
    })
  if (rule.reason?.pattern !== undefined && rule.reason.hint === undefined)
    lints.push({
      at: [...at, 'reason'],
      text: 'A reason that does not match is refused, and nobody reads what it has to quote: add a "hint".',
    })
  if (rule.selfApproval && rule.approvals.length === 0)
    lints.push({
      at: [...at, 'selfApproval'],
      text: 'Nobody has to approve by this rule, so that "selfApproval" does nothing here but hold where another rule asks: leave it out, unless that is meant.',
    })
  return lints
}

function approvalLints(rule: Rule, at: Lint['at'], membership: Membership): Lint[] {
  return everyApproval(rule).flatMap(({ approval: { count, from }, at: where }): Lint[] => {
    const { people, unreadable } = peopleIn(membership, from)
    if (unreadable.length > 0) return []
    const place = [...at, ...where]
    const groups = from.join(', ') || 'no group'
    if (people.length < count)
      return [
        {
          at: place,
          text: `Nobody can ever approve: ${count} needed, and ${groups} has ${people.length}. Add people, or need fewer.`,
        },
      ]
    const stuck = rule.selfApproval ? [] : people.filter((person) => isStuck(person, people, count, rule, membership))
    return stuck.length === 0
      ? []
      : [
          {
            at: place,
            text: `${stuck.length === 1 ? 'One requester' : `${stuck.length} requesters`} could never be approved, as without them ${groups} has fewer than the ${count} needed: ${stuck.map(objectOf).join(', ')}. Add an approver.`,
          },
        ]
  })
}

/** Whether a requester is themselves one of the few who could approve. */
function isStuck(
  person: PersonId,
  approvers: readonly PersonId[],
  count: number,
  rule: Rule,
  membership: Membership,
): boolean {
  return approvers.length - 1 < count && inAny(membership, person, rule.requesters) === true
}

function denyLints(policy: AccessPolicy, rule: Rule, at: Lint['at']): Lint[] {
  const wider = policy.rules.find(
    (other) =>
      other !== rule && other.deny !== undefined && implies(rule.when, other.when) && !implies(other.when, rule.when),
  )
  return wider
    ? [
        {
          at: [...at, 'when'],
          text: `The rule "${wider.name}" refuses all of this already, and people read both texts: leave one out.`,
        },
      ]
    : []
}

/** The key of a tag that has to be two things at once, because it stands there twice with other capitals. */
function twiceTagged({ when }: Rule): string | undefined {
  const entries = Object.entries(when.vm?.tags ?? {})
  const lower = (values: readonly string[]) => values.map((value) => value.toLowerCase())
  return entries.find(([key, values], index) =>
    entries
      .slice(0, index)
      .some(
        ([other, others]) =>
          other.toLowerCase() === key.toLowerCase() && !lower(values).some((value) => lower(others).includes(value)),
      ),
  )?.[0]
}

function objectOf(person: PersonId): string {
  return person.split('/')[1] ?? person
}
