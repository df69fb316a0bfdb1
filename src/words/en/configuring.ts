/** Changes of port rules: `/jit configure`, `enable`, `disable`, and their form. */
export const configuring = {
  notRead: 'That can not be read',
  disableNoPorts: 'Disable takes no ports',
  disableTakesAll: (command: string) =>
    `Disabling takes all rules of a machine. To take away single ports, say ${command} and the ports.`,
  notLikeThis: (machine: string) => `${machine} can not be changed like this`,
  severalNotLikeThis: (count: number) => `${count} machines can not be changed like this`,
  configuredAlready: 'This is configured already: these are the rules.',
  notByAzure: 'Azure does not let this be changed',
  azureRefused: (why: string) => `Azure refused: ${why}`,
  azureAway: (why: string) =>
    `Azure can not be asked right now, and nothing was changed: ${why} Try again in a minute.`,
  unknown: 'You can not do this: there is no such change of port rules, or it is not yours. Nothing has changed.',
  draftedBy: (author: string, verb: string) =>
    `This change was drafted by ${author}, and only they can go on with it. Say /jit ${verb} for one of your own.`,
  tooManyRules: (most: number) => `A machine may have at most ${most} port rules here.`,
  noPortLeft: 'No port is left. Name at least one, or take the machine out with /jit disable.',
  atOnce: 'Two changes of this draft came at once. Look at its card and press again.',
  nothingChanges: 'Nothing would change: Azure has these rules already.',
}
