import { useState, type ClipboardEvent, type DragEvent } from 'react'

/** Files pasted or dropped where one writes; `takes`: whether any may be dropped now. Whatever else is pasted goes its usual way. */
export function useDropping(takes: boolean, add: (files: File[]) => void, dropped: () => void) {
  const [dropping, setDropping] = useState(false)
  const carries = (event: DragEvent) => event.dataTransfer.types.includes('Files') && takes
  return {
    /** Something hovers that may be dropped. */
    dropping,
    paste(event: ClipboardEvent) {
      const files = [...event.clipboardData.files]
      if (files.length === 0) return
      event.preventDefault()
      add(files)
    },
    onDropping: {
      onDragOver(event: DragEvent) {
        if (!carries(event)) return
        event.preventDefault()
        setDropping(true)
      },
      onDragLeave: () => setDropping(false),
      onDrop(event: DragEvent) {
        if (!carries(event)) return
        event.preventDefault()
        setDropping(false)
        dropped()
        add([...event.dataTransfer.files])
      },
    },
  }
}
