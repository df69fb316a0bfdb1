/** JSON that is not as it may be: not JSON at all, or nested deeper than anything that we are sent. */
export class UnsoundJson extends Error {
  override readonly name = 'UnsoundJson'
}

const deepest = 64

/**
 * The value in a JSON text, made safe to store: PostgreSQL takes neither NUL nor half a surrogate pair, so they become U+FFFD. Throws
 * `UnsoundJson`.
 */
export function parseSoundJson(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new UnsoundJson('The body is not JSON', { cause })
  }
  const root = { value }
  mend(root)
  return root.value
}

// With a stack of its own: the nesting is the sender's choice.
function mend(root: object): void {
  const open: { readonly node: object; readonly depth: number }[] = [{ node: root, depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next
    if (depth > deepest) throw new UnsoundJson('The body is nested too deep')
    for (const key of Object.keys(node)) {
      const held: unknown = Reflect.get(node, key)
      if (key === '__proto__' || unstorable.test(key)) Reflect.deleteProperty(node, key)
      else if (typeof held === 'string') mendText(node, key, held)
      else if (typeof held === 'object' && held !== null) open.push({ node: held, depth: depth + 1 })
    }
  }
}

const unstorable = /[\0\p{Surrogate}]/u

function mendText(node: object, key: string, text: string): void {
  if (unstorable.test(text)) Reflect.set(node, key, text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD'))
}
