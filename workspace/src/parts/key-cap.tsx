/** The key that does the same as what it stands beside. Screen readers hear it from aria-keyshortcuts instead. */
export function KeyCap({ children }: { children: string }) {
  return <kbd className="key-cap" aria-hidden="true">{children}</kbd>
}
