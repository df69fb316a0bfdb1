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

const toMessage = /^https:\/\/teams\.microsoft\.com\/l\/message\/([^/?#]+)\/(\d+)/

/** The conversation and message that a link of Teams opens: here it is opened in this page. */
export function readMessageLink(url: string): { readonly conversation: string; readonly message: string } | undefined {
  const [, conversation, message] = toMessage.exec(url) ?? []
  return conversation && message ? { conversation: decodeURIComponent(conversation), message } : undefined
}

/** A link's href: `#as=…&in=…`. */
export function placeHref(place: Place): string {
  return `#${new URLSearchParams({ ...(place.as ? { as: place.as } : {}), ...(place.in ? { in: place.in } : {}) })}`
}
