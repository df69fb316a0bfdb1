import type { jit as english } from '../en/jit.ts'

export const jit: typeof english = {
  unsupported: {
    noPlan: 'Defender for Servers Plan 2 ist im Abonnement nicht eingeschaltet',
    classic: 'sie ist eine klassische VM, und Just-in-Time-Zugriff braucht den Resource Manager',
    managedFirewall:
      'ihre Azure Firewall wird durch Richtlinien des Firewall Manager verwaltet, und Just-in-Time-Zugriff braucht klassische Regeln',
    offByPolicy: 'Just-in-Time-Zugriff ist für sie in der Sicherheitsrichtlinie abgeschaltet',
    unguarded: 'weder eine Netzwerksicherheitsgruppe noch eine Azure Firewall schützt sie',
    unread: (why) => `die JIT-Richtlinien ihres Abonnements sind derzeit nicht lesbar (${why})`,
  },
  gaveUp: (said) =>
    `Azure hat es einige Minuten lang nicht angenommen, deshalb wurde es aufgegeben. Zuletzt sagte Azure: ${said}`,
  keptWriting: (tries) =>
    `Jemand anders hat immer wieder dieselbe JIT-Richtlinie geschrieben: Nach ${tries} Versuchen blieben diese Regeln nicht bestehen. Versuchen Sie es erneut, wenn das vorbei ist.`,
  othersChanged: (machines) =>
    `Zur selben Zeit hat jemand anders die Regeln von ${machines} geändert; sie sind so geblieben.`,
  changedMeanwhile:
    'Jemand anders hat die Regeln geändert, nachdem sie hier gezeigt wurden, deshalb wurde nichts geschrieben. Sehen Sie noch einmal hin und bestätigen Sie, wenn es noch stimmt.',
  alsoIn: (machine, policies) =>
    `${machine} ist auch in der JIT-Richtlinie ${policies}, deren Regeln bleiben, wie sie sind.`,
}
