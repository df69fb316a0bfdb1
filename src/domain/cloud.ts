/** Microsoft's clouds that have both just-in-time access and Teams bots. Azure China has the first alone. */
export const cloudNames = ['public', 'usgov'] as const

export type CloudName = (typeof cloudNames)[number]
