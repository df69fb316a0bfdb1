import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { download, sentenceOf } from '../../signed-on/api-client.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useWords } from '../shell/use-words.ts'

/** The ledger as files, of what is looked for. The download is in the ledger under the person's name. */
export function AuditFiles({ of }: { readonly of: string }) {
  const { audit } = useWords()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const announce = useAnnounce()
  async function take(format: 'csv' | 'jsonl') {
    setBusy(true)
    setTrouble(undefined)
    try {
      const { blob, name } = await download('audit/file', { words: of, format })
      const link = document.createElement('a')
      link.href = URL.createObjectURL(blob)
      link.download = name
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
      announce(audit.downloaded(name))
    } catch (error) {
      setTrouble(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button disabledFocusable={busy} onClick={() => void take('csv')}>
        {audit.asCsv}
      </Button>
      <Button disabledFocusable={busy} onClick={() => void take('jsonl')}>
        {audit.asJsonLines}
      </Button>
      <Trouble text={trouble} />
    </>
  )
}
