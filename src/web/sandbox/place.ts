/** Who and where this window is: kept in the address, so that two windows can be two people and a reload stays. */
export interface Place {
  readonly as?: string
  readonly in?: string
}

export function readPlace(hash: string): Place {
  const values = new URLSearchParams(hash.replace(/^#/, ''))
  const as = values.get('as')
  const conversation = values.get('in')
  return { ...(as ? { as } : {}), ...(conversation ? { in: conversation } : {}) }
}

/** A link's href: `#as=…&in=…`. */
export function placeHref(place: Place): string {
  return `#${new URLSearchParams({ ...(place.as ? { as: place.as } : {}), ...(place.in ? { in: place.in } : {}) })}`
}
