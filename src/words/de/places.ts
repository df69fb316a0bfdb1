import type { places as english } from '../en/places.ts'

export const places: typeof english = {
  channelOfDigest: 'der Kanal der Übersicht',
  inChannelOfDigest: 'dem Kanal der Übersicht',
  admins: 'die Admins',
}
