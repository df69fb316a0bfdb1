/** What is wrong with the chain of the ledger. */
export const ledger = {
  changed: (entry: number) => `entry ${entry} is not as it was written`,
  missing: (entry: number) => `entry ${entry} is missing`,
  misplaced: (entry: number) => `entry ${entry} is there twice or out of order`,
  unlinked: (entry: number, last: number) => `entry ${entry} does not follow entry ${last} as it is now`,
  cut: (last: number, head: number) => `the ledger ends at entry ${last}, but its head is entry ${head}`,
  'beyond head': (entry: number, head: number) => `entry ${entry} follows entry ${head}, which is the head`,
  'not the head': (entry: number) => `entry ${entry} is not the head that was kept`,
  'chained anew': (entry: number) =>
    `entry ${entry} is not the head that was kept: it, or one before it, was changed and chained anew`,
  'head before': (head: number, first: number) =>
    `the head that was kept is entry ${head}, and these begin with ${first}`,
  'no such head': (last: number) =>
    `the ledger ends at entry ${last}, and no entry has the hash of the head that was kept`,
  'kept head cut': (last: number, head: number) =>
    `the ledger ends at entry ${last}, and the head that was kept is entry ${head}`,
  'no head': 'the head of the ledger is missing',
  'never chained': (entries: number, seconds: number) =>
    `${entries} entries were written more than ${seconds} seconds ago and never chained`,
  'no entry': (entry: number) => `what stands in the place of entry ${entry} is no entry`,
}
