import { lookAt } from '../../adapters/policy-file/read-policy-file.ts'
import type { Check } from './check.ts'

/** Whether the access policy loads, with every problem and its line. */
export function checkPolicy(path: string): Check[] {
  const area = 'Access policy'
  const { parsed } = lookAt(path)
  if (parsed.ok) {
    const { rules, version } = parsed.policy
    const count = rules.length === 1 ? '1 rule' : `${rules.length} rules`
    return [{ area, name: 'loads', state: 'works', text: `${path} has ${count}, version ${version}.` }]
  }
  return parsed.problems.map(({ line, message }) => ({
    area,
    name: 'loads',
    state: 'missing',
    text: line === undefined ? message : `${path}, line ${line}: ${message}`,
  }))
}
