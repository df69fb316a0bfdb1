import type { Json } from '../json.ts'

/** A Bot Framework activity as it goes over the wire. */
export type Activity = Json & { readonly type: string; readonly id: string }

export type Entity = Json & { readonly type: string }
