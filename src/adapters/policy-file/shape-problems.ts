import type { z } from 'zod'
import type { PolicyProblem } from '../../ports/policy.ts'
import { didYouMean } from './near-miss.ts'
import type { PolicyDocument } from './policy-document.ts'

/** What is wrong with the file's shape, each with its place. */
export function shapeProblems(document: PolicyDocument, issues: readonly z.core.$ZodIssue[]): PolicyProblem[] {
  return issues.flatMap((issue): PolicyProblem[] => {
    if (issue.code === 'unrecognized_keys') {
      const known = issue.message.split(' ')
      return issue.keys.map((key) => ({
        ...document.position([...issue.path, key], 'key'),
        message: unknownKey(key, known),
      }))
    }
    if (issue.code === 'invalid_key') {
      const message = issue.issues[0]?.message ?? issue.message
      return [{ ...document.position(issue.path, 'key'), message }]
    }
    return [{ ...document.position(issue.path), message: messageOf(issue, document.data) }]
  })
}

function unknownKey(key: string, known: readonly string[]): string {
  return `Unknown key "${key}".${didYouMean(key, known)} Known here: ${known.join(', ')}.`
}

const words: Readonly<Record<string, string>> = {
  string: 'a text (in quotes, if it looks like a number)',
  array: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
}

function messageOf(issue: z.core.$ZodIssue, data: unknown): string {
  const name = nameOf(issue.path)
  const found = valueAt(data, issue.path)
  if (found === undefined && issue.code !== 'custom') return `${name} is missing.`
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input'))
    return `${name} must be ${words[issue.expected] ?? issue.expected}; found ${show(found)}.`
  return issue.message.startsWith('must be') ? `${name} ${issue.message}; found ${show(found)}.` : issue.message
}

function nameOf(path: readonly PropertyKey[]): string {
  const key = path.findLast((step) => typeof step === 'string')
  return key === undefined ? 'The file' : `"${key}"`
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data
  for (const step of path) {
    // What may be written without brackets has no index in the file.
    if (typeof step === 'number' && !Array.isArray(value)) continue
    value = value !== null && typeof value === 'object' ? Reflect.get(value, step) : undefined
  }
  return value
}

function show(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  return JSON.stringify(value)?.slice(0, 80) ?? String(value)
}
