import type { binding as english } from '../en/binding.ts'

export const binding: typeof english = {
  approvals: (name) => `Genehmigungen „${name}“`,
  daily: (time) => `die Übersicht, täglich um ${time}`,
  weekly: (day, time) => `die Übersicht, wöchentlich am ${day} um ${time}`,
  inZone: (bound, zone) => `${bound} (${zone})`,
  days: {
    mon: 'Montag',
    tue: 'Dienstag',
    wed: 'Mittwoch',
    thu: 'Donnerstag',
    fri: 'Freitag',
    sat: 'Samstag',
    sun: 'Sonntag',
  },
}
