import type { Frame } from 'playwright-core'

/** Texts that their box cuts off: what is hidden from sight, shortened on purpose, or can be scrolled to is none. */
export async function cutTexts(frame: Frame): Promise<string[]> {
  return await frame.evaluate(`[...document.querySelectorAll('body *')].flatMap((element) => {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')
    if (!own || element.closest('.unseen, [aria-hidden=true], svg, [data-line], option')) return []
    const { overflowX, textOverflow } = getComputedStyle(element)
    const box = element.getBoundingClientRect()
    if (box.width === 0) return []
    const clips = overflowX !== 'visible' && overflowX !== 'auto' && overflowX !== 'scroll' && textOverflow !== 'ellipsis'
    const range = document.createRange()
    range.selectNodeContents(element)
    const words = range.getBoundingClientRect()
    const scrolled = element.closest('nav, section[tabindex="0"]')
    const beyond = !scrolled && (words.right > innerWidth + 1 || words.left < -1)
    const spills = !scrolled && element.closest('button, [role=tab]') && words.width > element.closest('button, [role=tab]').getBoundingClientRect().width + 1
    return (clips && element.scrollWidth > element.clientWidth + 1) || beyond || spills ? [element.textContent.trim().slice(0, 80)] : []
  })`)
}
