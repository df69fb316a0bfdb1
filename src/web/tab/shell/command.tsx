import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useAnnounce } from './announcer.tsx'
import { useWords } from './use-words.ts'

const useStyles = makeStyles({
  root: { display: 'flex', gap: '8px', alignItems: 'center', flexWrap: 'wrap' },
  text: {
    fontFamily: tokens.fontFamilyMonospace,
    padding: '4px 8px',
    backgroundColor: tokens.colorNeutralBackground4,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
    userSelect: 'all',
  },
})

/** Something to type elsewhere, with a button that copies it. Where the frame may not, it can be selected. */
export function Command({ text, label }: { readonly text: string; readonly label: string }) {
  const styles = useStyles()
  const { shell } = useWords()
  const announce = useAnnounce()
  const [said, setSaid] = useState(shell.copy)
  async function copy() {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => selectAndCopy(text),
    )
    const result = copied ? shell.copied : shell.selectAndCopy
    setSaid(result)
    announce(result)
    setTimeout(() => setSaid(shell.copy), 3_000)
  }
  return (
    <div className={styles.root}>
      <code className={styles.text}>{text}</code>
      <Button size="small" aria-label={said === shell.copy ? label : said} onClick={() => void copy()}>
        {said}
      </Button>
    </div>
  )
}

/** Teams keeps the clipboard from some of its frames; the old way works there. */
function selectAndCopy(text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'unseen'
  document.body.append(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  return copied
}
