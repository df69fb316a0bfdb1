/** What stands on each page of the tab. */
export const shell = {
  signingOn: 'Signing you on…',
  pages: 'Pages',
  titles: {
    access: 'My access',
    approvals: 'Approvals',
    machines: 'Machines',
    policy: 'Policy',
    audit: 'Audit',
  },
  /** How many of them wait, or are there, behind the name of a list. */
  counted: (title: string, count: string) => `${title} (${count})`,
  loading: 'Loading…',
  noPolicy: (why: string) => `No access policy is in force, so that everything is refused: ${why}`,
  copy: 'Copy',
  copied: 'Copied',
  selectAndCopy: 'Select it and copy',
  back: 'Back',
  notNow: 'Not now',
  older: 'Older',
  newer: 'Newer',
}

/** The page that adds the tab to a channel. */
export const configure = {
  title: 'Add JIT Access to a channel',
  heading: 'JIT Access in this channel',
  pressSave:
    'Press Save. Everybody who opens the tab sees what is theirs: what waits for them, what they have open. It shows nobody anything of somebody else.',
  tab: 'Access',
  notTaken: 'Teams did not take the tab.',
  broke: 'This page broke. Close it and try again.',
}
