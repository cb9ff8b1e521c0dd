import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useTexts } from '../preferences.tsx'

/** A dialogue over the page; it ends with Escape, a click beside it or its button, and the focus goes back where it was. */
export function Dialog({ title, close, children, plain = false }: { title: string; close: () => void; children: ReactNode; plain?: boolean }) {
  const t = useTexts()
  const box = useRef<HTMLDialogElement>(null)
  const heading = useId()
  const [before] = useState(() => (document.activeElement instanceof HTMLElement ? document.activeElement : null))
  useEffect(() => {
    const shown = box.current
    shown?.showModal()
    return () => {
      shown?.close()
      // Where a command has moved the focus meanwhile, it stays.
      if (document.activeElement === document.body || document.activeElement === null) before?.focus()
    }
  }, [before])
  return (
    <dialog
      ref={box} className={plain ? 'dialog dialog-plain' : 'dialog'} aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      onClick={(event) => {
        if (event.target === box.current) close()
      }}
    >
      <div className="dialog-inner">
        <div className={plain ? 'visually-hidden' : 'dialog-head'}>
          <h2 id={heading}>{title}</h2>
          {!plain && <button type="button" className="button" onClick={close}>{t.close}</button>}
        </div>
        {children}
      </div>
    </dialog>
  )
}
