export const breakGlassCard = {
  title: (machines: string) => `Break glass on ${machines}?`,
  nobodyAsked: (skipped: string) => `It opens at once, and nobody is asked: ${skipped}.`,
  toldAtOnce: (channels: string) => `Told at once, with your name and reason: ${channels}.`,
  somebodySigns: (groups: string) =>
    `Somebody of ${groups}, and not you, signs for it afterwards; it stands in each digest until then.`,
  notAgainFor: (duration: string) => `You can not do it again for ${duration}, nor while it is open.`,
  forOneAlone: (person: string, until: string) => `For ${person} alone, until ${until}, once.`,
  skippedDemand: (count: number, from: string, rule: string) =>
    `${count} ${count === 1 ? 'approval' : 'approvals'} from ${from} (${rule})`,
  noApprovers: 'no rule names approvers for it',
  skipped: (demands: string) => `skipped ${demands}`,
  brokeGlass: (person: string, time: string, skipped: string) => `⚠ ${person} broke the glass at ${time}: ${skipped}`,
  signed: {
    justified: (person: string, time: string, comment: string) =>
      `✔ ${person} signed for it as justified at ${time}${comment === '' ? '' : `: ${comment}`}`,
    'not justified': (person: string, time: string, comment: string) =>
      `✖ ${person} signed for it as not justified at ${time}${comment === '' ? '' : `: ${comment}`}`,
  },
  hasToSign: (groups: string, requester: string) =>
    `Somebody of ${groups} has to sign for it, not ${requester}. It stands in each digest until then.`,
  signsWhenOver: (groups: string) => `When it is over, somebody of ${groups} signs for it.`,
  reviewedTitle: {
    justified: (title: string) => `Break-glass signed as justified: ${title}`,
    'not justified': (title: string) => `Break-glass signed as not justified: ${title}`,
  },
  reviewed: {
    justified: (person: string, comment: string) =>
      `${person} signed for your break-glass as justified${comment === '' ? '.' : `: ${comment}`}`,
    'not justified': (person: string, comment: string) =>
      `${person} signed for your break-glass as not justified${comment === '' ? '.' : `: ${comment}`}`,
  },
  talkToThem: 'Talk to them: what was done is in the ledger as it was done.',
}
