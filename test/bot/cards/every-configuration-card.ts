import { configurationCard } from '../../../src/bot/cards/configuration-card.ts'
import type { Cards } from '../../../src/bot/cards/expand.ts'
import { portRulesForm } from '../../../src/bot/cards/port-rules-form.ts'
import type { Configuration, TargetState } from '../../../src/domain/jit-configuration/configuration.ts'
import { defaultRules, recommendedRules } from '../../../src/domain/jit-configuration/port-rules.ts'
import { mostRules } from '../../../src/domain/jit-configuration/read-rules.ts'
import type { OutgoingMessage } from '../../../src/ports/messenger.ts'
import { configuration, manySources, targetOf } from '../../domain/jit-configuration/samples.ts'

const states: readonly TargetState[] = ['draft', 'waiting', 'done', 'failed']
const long = 'A sentence that says what is wrong, what is allowed and what to do next. '.repeat(8)

/** As many machines as one change may have, each unlike the others, so that none are shown together. */
function large(state: TargetState): Configuration {
  const targets = Array.from({ length: 20 }, (_, i) =>
    targetOf(`web-production-machine-${i}`, manySources(10, i), manySources(10, i + 1), { state, why: long }),
  )
  return configuration(targets)
}

/** The cards of a change of port rules, as small or as large as they get. */
export function everyConfigurationCard(cards: Cards): [string, OutgoingMessage][] {
  const rules = { none: [], some: defaultRules('linux'), many: recommendedRules }
  const row = { port: '65535', protocol: 'TCP', sources: '203.0.113.0/24, '.repeat(30), maximum: '24 h' }
  const one = configuration([targetOf('web01', rules.some, rules.many)])
  return [
    ...states.flatMap((state): [string, OutgoingMessage][] => [
      [
        `change of port rules ${state}`,
        configurationCard(cards, configuration([targetOf('web01', rules.none, rules.some, { state })])),
      ],
      [`large change of port rules ${state}`, configurationCard(cards, large(state))],
    ]),
    [
      'disable',
      configurationCard(cards, { ...configuration([targetOf('web01', rules.some, rules.none)]), verb: 'disable' }),
    ],
    ['nothing changes', configurationCard(cards, configuration([targetOf('web01', rules.some, rules.some)]))],
    [
      'done in part',
      configurationCard(
        cards,
        configuration([
          targetOf('web01', rules.none, rules.some, { state: 'done' }),
          targetOf('web02', rules.none, rules.some, { state: 'failed', why: long }),
        ]),
      ),
    ],
    ['port rules', portRulesForm(cards, one, { rows: [{ ...row, port: '' }], problems: [], networks: [] })],
    ['no port rules', portRulesForm(cards, one, { rows: [], problems: [long], networks: ['office'] })],
    [
      'many port rules',
      portRulesForm(cards, large('draft'), {
        rows: Array.from({ length: mostRules + 5 }, () => row),
        problems: Array.from({ length: 12 }, () => long.slice(0, 200)),
        networks: ['office', 'vpn'],
      }),
    ],
  ]
}
