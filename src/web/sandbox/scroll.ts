const nearPx = 48

/**
 * Keeps a scrolled list where the reader left it while its content changes: at the bottom it follows, elsewhere the first
 * message on screen stays in its place, and `newest` offers the way down.
 */
export function keepScroll(box: HTMLElement, newest: HTMLElement) {
  let following = true
  // Scrolled by the keyboard too.
  box.tabIndex = 0
  const atBottom = () => box.scrollHeight - box.scrollTop - box.clientHeight < nearPx
  const toBottom = (): void => {
    box.scrollTop = box.scrollHeight
    following = true
    newest.hidden = true
  }
  const firstOnScreen = (): HTMLElement | undefined => {
    const { top } = box.getBoundingClientRect()
    return [...box.querySelectorAll<HTMLElement>('.message')].find((item) => item.getBoundingClientRect().bottom > top)
  }
  box.addEventListener('scroll', () => {
    following = atBottom()
    if (following) newest.hidden = true
  })
  newest.addEventListener('click', () => {
    toBottom()
    box.focus()
  })
  // A composer that grows, or a window that changes size, must not push the newest message out of sight.
  const resized = new ResizeObserver(() => {
    if (following && !box.contains(document.activeElement)) toBottom()
  })
  resized.observe(box)
  return {
    /** Runs `change`; with `fresh` (another conversation) it ends at the bottom. */
    around(fresh: boolean, change: () => void): void {
      const anchor = fresh ? undefined : firstOnScreen()
      const before = anchor?.getBoundingClientRect().top ?? 0
      const last = box.querySelector('.message:last-child')
      // The scroll event comes a frame late: whoever has just scrolled up is not pulled down again.
      const follow = fresh || (following && atBottom())
      change()
      if (follow) {
        toBottom()
        return
      }
      if (anchor?.isConnected) box.scrollTop += anchor.getBoundingClientRect().top - before
      if (box.querySelector('.message:last-child') !== last) newest.hidden = false
    },
  }
}
