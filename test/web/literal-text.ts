import { readFileSync } from 'node:fs'
import { parseSync } from '@swc/core'

/** A text in the source of a page that no dictionary has. */
export interface Literal {
  readonly kind: string
  readonly text: string
}

interface Node {
  readonly type: string
  readonly [field: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

/** What a person reads or hears of an element. */
const spoken = new Set(['label', 'title', 'placeholder', 'aria-label', 'aria-description', 'alt', 'hint', 'children'])
/** Where every word is read by a person. */
const read = new Set(['spoken', 'child'])
/** What makes a string text anywhere: two words, or a word that begins as a sentence does. */
const sentence = /[\p{L}’]{2,}[,:;.…]?\s+[\p{L}“„]|^\p{Lu}\p{Ll}+|[\p{L}\d)]…/u
const letters = /\p{L}{2,}/u

/**
 * The texts of a module that stand in it literally: between tags, in attributes that people read, and everywhere else what looks like words
 * for people. Styles, types and what is imported are none.
 */
export function literalTexts(file: string): Literal[] {
  const module = parseSync(readFileSync(file, 'utf8'), {
    syntax: 'typescript',
    tsx: file.endsWith('.tsx'),
    target: 'es2022',
  })
  const found: Literal[] = []
  const note = (kind: string, text: string, is: RegExp) => {
    if (is.test(text)) found.push({ kind, text })
  }

  function visit(node: Node, inside: string): void {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'TsTypeAnnotation':
      case 'TsTypeAliasDeclaration':
      case 'TsInterfaceDeclaration':
      case 'TsTypeParameterInstantiation':
        return
      case 'CallExpression':
        if ((node.callee as { value?: string }).value === 'makeStyles') return
        inside = 'code'
        break
      case 'BinaryExpression':
        // What is compared is a value, not said.
        if (/^([=!]==?|in|instanceof)$/.test(String(node.operator))) inside = 'code'
        break
      case 'JSXText':
        note('text', String(node.value).trim(), letters)
        return
      case 'JSXAttribute': {
        const name = nameOf(node.name as Node)
        if (isNode(node.value)) visit(node.value, spoken.has(name) ? 'spoken' : 'attribute')
        return
      }
      case 'JSXElement':
      case 'JSXFragment':
        inside = 'child'
        break
      case 'StringLiteral':
        note(inside, String(node.value), read.has(inside) ? letters : sentence)
        return
      case 'TemplateElement':
        note(inside, String(node.cooked ?? node.raw), read.has(inside) ? letters : sentence)
        return
    }
    for (const value of Object.values(node))
      for (const each of Array.isArray(value) ? value : [value]) {
        if (isNode(each)) visit(each, inside)
        // Arguments stand in an object without a type.
        else if (typeof each === 'object' && each !== null && isNode((each as { expression?: unknown }).expression))
          visit((each as { expression: Node }).expression, inside)
      }
  }
  visit(module as unknown as Node, 'code')
  return found
}

function nameOf(name: Node): string {
  if (name.type === 'Identifier') return String(name.value)
  const { namespace, name: local } = name as unknown as { namespace?: { value: string }; name?: { value: string } }
  return `${namespace?.value}:${local?.value}`
}
