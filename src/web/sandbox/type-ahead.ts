import { ChoiceSetInput, type SerializationContext } from 'adaptivecards'
import { type Combobox, combobox } from './combobox.ts'
import type { Suggestion } from './wire.ts'

export type Search = (dataset: string, text: string, signal: AbortSignal) => Promise<readonly Suggestion[]>

/**
 * The element class for `Input.ChoiceSet`: as the official one, but with `choices.data` it is a combobox that searches the
 * bot. (The official renderer submits the title, not the value, of what was found.)
 */
export function typeAheadChoiceSet(search: Search): new () => ChoiceSetInput {
  return class extends ChoiceSetInput {
    #dataset: string | undefined
    #box: Combobox | undefined

    protected override internalParse(source: Record<string, unknown>, context: SerializationContext): void {
      super.internalParse(source, context)
      const query = source['choices.data'] as { type?: unknown; dataset?: unknown } | undefined
      if (query?.type === 'Data.Query' && typeof query.dataset === 'string') this.#dataset = query.dataset
    }

    override isDynamicTypeahead(): boolean {
      return false
    }

    protected override internalRender(): HTMLElement | undefined {
      const dataset = this.#dataset
      if (!dataset || this.isMultiSelect) return super.internalRender()
      const fixed = this.choices.flatMap(({ title, value }) => (title && value ? [{ title, value }] : []))
      const preset = this.defaultValue
      this.#box = combobox({
        search: (text, signal) => search(dataset, text, signal),
        fixed,
        initial: preset ? (fixed.find(({ value }) => value === preset) ?? { title: preset, value: preset }) : undefined,
        placeholder: this.placeholder,
        onChange: () => this.valueChanged(),
      })
      return this.#box.root
    }

    protected override updateInputControlAriaLabelledBy(): void {
      if (!this.#box) {
        super.updateInputControlAriaLabelledBy()
        return
      }
      const ids = this.getAllLabelIds()
      if (ids.length > 0) this.#box.input.setAttribute('aria-labelledby', ids.join(' '))
      else this.#box.input.setAttribute('aria-label', this.placeholder ?? 'Search')
      if (this.isRequired) this.#box.input.setAttribute('aria-required', 'true')
    }

    override focus(): void {
      if (this.#box) this.#box.input.focus()
      else super.focus()
    }

    override isValid(): boolean {
      return this.#box ? this.#box.input.value.trim() === '' || this.#box.chosen() !== undefined : super.isValid()
    }

    override get value(): string | undefined {
      return this.#box ? this.#box.chosen()?.value : super.value
    }
  }
}
