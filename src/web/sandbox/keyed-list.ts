interface Shape<T, E extends HTMLElement> {
  readonly key: (item: T) => string
  readonly create: (item: T) => E
  /** Called for new and kept elements alike, only when the item is another object than last time. */
  readonly update: (element: E, item: T) => void
}

/**
 * Shows a list and keeps the elements of items that stay: focus, typed inputs and opened parts of a card survive.
 * Returns the function that brings the parent to a new list.
 */
export function keyedList<T, E extends HTMLElement>(parent: HTMLElement, { key, create, update }: Shape<T, E>) {
  const shown = new Map<string, { element: E; item: T | undefined }>()
  return (items: readonly T[]): void => {
    const wanted = new Set(items.map(key))
    for (const [id, { element }] of shown) {
      if (wanted.has(id)) continue
      element.remove()
      shown.delete(id)
    }
    let next = parent.firstElementChild
    for (const item of items) {
      const id = key(item)
      const entry = shown.get(id) ?? { element: create(item), item: undefined }
      shown.set(id, entry)
      if (entry.item !== item) update(entry.element, item)
      entry.item = item
      if (next === entry.element) next = next.nextElementSibling
      else parent.insertBefore(entry.element, next)
    }
  }
}
