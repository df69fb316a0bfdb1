/** The page that finds out an address, and how old a confirmed one is. */
export const addressPage = {
  unknown:
    'This page was not opened for you, or never. Press “Use my address” in your own chat with the bot. Nothing has changed.',
  used: 'What this page found out was handed back already. Press “Use my address” again if you need it anew.',
  expired:
    'This page was open for more than ten minutes, in which your address may have changed. Press “Use my address” again.',
  notConfirmed: 'No address was confirmed. Press “Use my address” and confirm the one that is shown, or type yours.',
  daysAgo: (days: number) => `${days} days ago`,
  justNow: 'just now',
  ago: (duration: string) => `${duration} ago`,
}
