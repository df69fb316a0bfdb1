import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { download, sentenceOf } from '../../signed-on/api-client.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { Trouble } from '../shell/trouble.tsx'

/** The ledger as files, of what is looked for. The download is in the ledger under the person's name. */
export function AuditFiles({ words }: { readonly words: string }) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const announce = useAnnounce()
  async function take(format: 'csv' | 'jsonl') {
    setBusy(true)
    setTrouble(undefined)
    try {
      const { blob, name } = await download('audit/file', { words, format })
      const link = document.createElement('a')
      link.href = URL.createObjectURL(blob)
      link.download = name
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
      announce(`Downloaded ${name}`)
    } catch (error) {
      setTrouble(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button disabledFocusable={busy} onClick={() => void take('csv')}>
        As CSV
      </Button>
      <Button disabledFocusable={busy} onClick={() => void take('jsonl')}>
        As JSON Lines
      </Button>
      <Trouble text={trouble} />
    </>
  )
}
