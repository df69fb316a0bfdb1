import {
  type Action,
  AdaptiveCard,
  type CardElement,
  CardObjectRegistry,
  ExecuteAction,
  GlobalRegistry,
  OpenUrlAction,
  SerializationContext,
  SubmitAction,
  Table,
  Versions,
} from 'adaptivecards'
import { element } from './element.ts'
import { hostConfig } from './host-config.ts'
import { markdownToHtml } from './markdown.ts'
import { withMentions } from './mentions.ts'
import { pressOf } from './press.ts'
import { type Search, typeAheadChoiceSet } from './type-ahead.ts'
import type { CardJson, Press } from './wire.ts'

interface CardHooks {
  readonly search: Search
  /** `sent`: all that the button sends, its own data with the inputs. */
  readonly onPress: (press: Press, button: HTMLElement | undefined, sent: Readonly<Record<string, unknown>>) => void
}

/** Once per page: the renderer takes its Markdown from a static hook. */
export function prepareCards(): void {
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownToHtml(text)
    result.didProcess = true
  }
}

/** The card as the official renderer draws it; undefined when it cannot be drawn. */
export function renderCard(json: CardJson, { search, onPress }: CardHooks): HTMLElement | undefined {
  const elements = new CardObjectRegistry<CardElement>()
  GlobalRegistry.populateWithDefaultElements(elements)
  elements.register('Input.ChoiceSet', typeAheadChoiceSet(search))
  // The bundler drops what nobody names, and a table registers itself only when its module is kept.
  elements.register('Table', Table, Versions.v1_5)
  const context = new SerializationContext(Versions.v1_5)
  context.setElementRegistry(elements)

  const card = new AdaptiveCard()
  card.hostConfig = hostConfig
  card.onExecuteAction = (action) => {
    if (action instanceof OpenUrlAction) openLink(action.url, action.renderedElement)
    else if (action instanceof SubmitAction || action instanceof ExecuteAction) {
      const [button, inputs] = [buttonOf(action), inputsOf(action)]
      const sent = { ...(button.data as object | undefined), ...inputs }
      onPress(pressOf(json, button, inputs), action.renderedElement, sent)
    }
  }
  card.onInlineCardExpanded = ({ card: inner }, expanded) => {
    if (expanded) inner.renderedElement?.scrollIntoView({ block: 'nearest' })
  }
  card.parse(withMentions(json), context)
  return card.render()
}

function buttonOf(action: SubmitAction | ExecuteAction) {
  const original = action.toJSON(new SerializationContext(Versions.v1_5)) as { data?: unknown } | undefined
  return {
    title: action.title ?? '',
    verb: action instanceof ExecuteAction ? (action.verb ?? '') : '',
    data: original?.data,
  }
}

function inputsOf(action: Action): Record<string, string> {
  const inputs = Object.values(action.getReferencedInputs() ?? {})
  return Object.fromEntries(
    inputs.flatMap((input) => (input.id && input.isSet() ? [[input.id, String(input.value)]] : [])),
  )
}

/** As a click on a link in the card: the page may know the place that it leads to. */
function openLink(url: string | undefined, button: HTMLElement | undefined): void {
  if (!url || !/^(https?:\/\/|mailto:)/i.test(url)) return
  const anchor = element('a', { href: url, target: '_blank', rel: 'noopener noreferrer', hidden: true })
  ;(button?.parentElement ?? document.body).append(anchor)
  anchor.click()
  anchor.remove()
}
