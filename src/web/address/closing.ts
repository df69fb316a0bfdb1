/** Esc closes the dialog: Teams hears the key only while the focus is outside the page. */
export function closing(close: () => void): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.preventDefault()
    close()
  })
}
