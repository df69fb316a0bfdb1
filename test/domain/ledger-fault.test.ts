import { type LedgerFault, ledgerFaultText } from '../../src/domain/ledger-fault.ts'
import { noOne } from '../../src/words/reader.ts'
import { leak } from '../pseudo.ts'
import { german, pseudoReader } from '../readers.ts'

/** One of each kind, and what is told of it. */
const samples: Readonly<Record<LedgerFault['kind'], readonly [LedgerFault, string]>> = {
  changed: [{ kind: 'changed', entry: 2 }, 'entry 2 is not as it was written'],
  missing: [{ kind: 'missing', entry: 2 }, 'entry 2 is missing'],
  misplaced: [{ kind: 'misplaced', entry: 2 }, 'entry 2 is there twice or out of order'],
  unlinked: [{ kind: 'unlinked', entry: 3, last: 2 }, 'entry 3 does not follow entry 2 as it is now'],
  cut: [{ kind: 'cut', last: 2, head: 5 }, 'the ledger ends at entry 2, but its head is entry 5'],
  'beyond head': [{ kind: 'beyond head', entry: 6, head: 5 }, 'entry 6 follows entry 5, which is the head'],
  'not the head': [{ kind: 'not the head', entry: 5 }, 'entry 5 is not the head that was kept'],
  'chained anew': [
    { kind: 'chained anew', entry: 5 },
    'entry 5 is not the head that was kept: it, or one before it, was changed and chained anew',
  ],
  'head before': [
    { kind: 'head before', head: 2, first: 5 },
    'the head that was kept is entry 2, and these begin with 5',
  ],
  'no such head': [
    { kind: 'no such head', last: 5 },
    'the ledger ends at entry 5, and no entry has the hash of the head that was kept',
  ],
  'kept head cut': [
    { kind: 'kept head cut', last: 2, head: 5 },
    'the ledger ends at entry 2, and the head that was kept is entry 5',
  ],
  'no head': [{ kind: 'no head' }, 'the head of the ledger is missing'],
  'never chained': [
    { kind: 'never chained', entries: 2, seconds: 60 },
    '2 entries were written more than 60 seconds ago and never chained',
  ],
  'no entry': [{ kind: 'no entry', entry: 2 }, 'what stands in the place of entry 2 is no entry'],
}

test.each(Object.values(samples))('C6 what is wrong with the ledger is told in any language: %j', (fault, english) => {
  expect(ledgerFaultText(fault, noOne)).toBe(english)
  expect(leak(ledgerFaultText(fault, pseudoReader))).toBeUndefined()
})

test('in German with the right number', () => {
  const told = (entries: number) => ledgerFaultText({ kind: 'never chained', entries, seconds: 60 }, german)
  expect(told(1)).toBe('1 Eintrag wurde vor mehr als 60 Sekunden geschrieben und nie verkettet')
  expect(told(2)).toBe('2 Einträge wurden vor mehr als 60 Sekunden geschrieben und nie verkettet')
})
