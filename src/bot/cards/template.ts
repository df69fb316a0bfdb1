import { Template } from 'adaptivecards-templating'
import type { Card } from '../../domain/card.ts'

type View = Readonly<Record<string, unknown>>

/** What the library has under these names, though it shows only `expand`. */
interface Expanding {
  expand(context: { readonly $root: View }): unknown
  internalExpand(node: unknown): unknown
}
const Expanding = Template as unknown as new (payload: unknown) => Expanding

/** Leaves alone what has nothing to fill, most of a card: the library makes all of it anew, which was a tenth of a turn's time and a third of its memory. */
class SparingTemplate extends Expanding {
  readonly #fixed = new WeakMap<object, boolean>()

  override internalExpand(node: unknown): unknown {
    return this.#isFixed(node) ? node : super.internalExpand(node)
  }

  #isFixed(node: unknown): boolean {
    if (typeof node !== 'object') return true
    // Dropped where it stands in a list.
    if (node === null) return false
    const known = this.#fixed.get(node)
    if (known !== undefined) return known
    const plain = Array.isArray(node) || Object.getPrototypeOf(node) === Object.prototype
    const fixed = plain && Object.entries(node).every(([key, each]) => !key.startsWith('$') && this.#isFixed(each))
    // The same for every card from now on.
    if (fixed) Object.freeze(node)
    this.#fixed.set(node, fixed)
    return fixed
  }
}

/** One of `body` or `actions`. */
interface Part {
  readonly isOn: (view: View) => boolean
  readonly template: SparingTemplate
}

/** Parses a card when it is first shown: most are not, in most languages. A part that is off in a view, as most of a request's are, costs that view nothing. */
export function cardTemplate(card: View): (view: View) => Card {
  let parsed: Parsed | undefined
  return (view) => {
    parsed ??= parse(card)
    const { around, body, actions } = parsed
    const shownActions = filled(actions, view)
    return {
      ...(around.expand({ $root: view }) as Card),
      ...(body ? { body: filled(body, view) } : {}),
      // An empty list would be drawn as an empty row.
      ...(shownActions.length > 0 ? { actions: shownActions } : {}),
    }
  }
}

interface Parsed {
  readonly around: SparingTemplate
  readonly body: readonly Part[] | undefined
  readonly actions: readonly Part[]
}

function parse({ body, actions, ...around }: View): Parsed {
  return {
    around: new SparingTemplate(around),
    body: body === undefined ? undefined : partsOf(body as readonly View[]),
    actions: partsOf((actions ?? []) as readonly View[]),
  }
}

function partsOf(elements: readonly View[]): Part[] {
  return elements.map((element) => {
    // Where it is repeated, the condition is one of each item.
    const isOn = element.$data === undefined ? conditionOf(element.$when) : undefined
    if (!isOn) return { isOn: () => true, template: new SparingTemplate(element) }
    const { $when: _asked, ...rest } = element
    return { isOn, template: new SparingTemplate(rest) }
  })
}

/** The conditions that need no expression to be evaluated; undefined for any other, which is left to the library. */
function conditionOf(when: unknown): Part['isOn'] | undefined {
  if (typeof when !== 'string') return undefined
  const [, listed, there, flag] = /^\$\{(?:count\((\w+)\) > 0|exists\((\w+)\)|(\w+))\}$/.exec(when) ?? []
  if (listed) return ({ [listed]: list }) => Array.isArray(list) && list.length > 0
  if (there) return (view) => (view[there] ?? undefined) !== undefined
  if (flag) return (view) => view[flag] === true
  return undefined
}

function filled(parts: readonly Part[], view: View): unknown[] {
  // A part is an element, several where it is repeated, or null.
  return parts.flatMap(({ isOn, template }) => (isOn(view) ? (template.expand({ $root: view }) ?? []) : []))
}
