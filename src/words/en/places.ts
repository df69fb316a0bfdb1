/** Places and people that are told something and have no name of their own. */
export const places = {
  channelOfDigest: 'the channel of the digest',
  /** After “in”. */
  inChannelOfDigest: 'the channel of the digest',
  admins: 'the admins',
}
