/** Breaking glass and signing for it. */
export const glass = {
  incomplete: 'Nothing was opened: this is not complete',
  exampleReason: 'the site is down',
  machineMissing: 'A machine is missing: name it.',
  portMissing: 'A port is missing: such as rdp or ssh.',
  portMissingOf: (vm: string, ports: string) => `A port is missing: ${vm} has ${ports}.`,
  nameMachines: 'Nothing was opened: name the machines',
  oneByOne: (most: number) =>
    `Glass is broken on machines that are named one by one, at most ${most}: a pattern may match more than is meant.`,
  noMachine: (said: string) => `There is no machine “${said}”`,
  checkName: 'Check the name. Nothing was opened.',
  refused: 'The glass was not broken, and nothing was opened',
  requestAccess: 'Request access',
  nobodyTold: 'The glass was not broken: nobody would be told',
  bindChannel:
    'No channel is bound for approvals or the digest, and no admin is known. An admin types /jit here approvals ops-approvals in the approvers’ channel; then do it again.',
  unknown: 'This is not known or not yours. Nothing was opened, and nothing has changed.',
  inTheWay: (standing: string) => `${standing} Nothing more was opened.`,
  notOpened: (why: string) => `Nothing was opened. ${why}`,
  sayWhy: 'Say why it can not wait for an approval: those who were not asked read it. Nothing was opened.',
  outOfDate: 'This confirmation is out of date. Type /jit break-glass again. Nothing was opened.',
  machineGone: 'The machine is not there any more, or has no JIT policy for these ports. Nothing was opened.',
  noChannel: 'No channel is bound where somebody would be told, so nothing was opened. Ask an admin.',
  notYours: 'Only whoever prepared this can confirm it. Nothing was opened, and the ledger has the attempt.',
  machineNotThere: 'The machine is not there any more.',
  review: {
    noPolicy: 'No access policy is in force, so that nobody can sign. Try again later.',
    signedBefore: (who: string, verdict: 'justified' | 'not justified' | 'seen') =>
      `${who} has signed for it already, as ${verdict}. Nothing has changed.`,
    somebody: 'Somebody',
    notOver: 'It is not over yet: sign for it when its windows are closed.',
    noComment: 'Say why it was not justified: a comment is needed for that. It is not signed yet.',
    own: 'You can not sign for your own break-glass. Somebody else has to.',
    notForYou: (groups: string) => `You can not sign for this: that is for ${groups}. Nothing has changed.`,
    forNobody: 'You can not sign for this: that is for nobody. Nothing has changed.',
    unknownGroup: 'Who may sign can not be read right now. That is not your fault; try again in a minute.',
  },
}
