/**
 * Puts the addresses of a message's own attachments where its sanitised HTML says `cid:…` (MAIL-26). `addressOf` gives
 * undefined for what this message does not enclose: the image is then left without a source (AB-18).
 */
export function showInlineImages(html: string, addressOf: (contentId: string) => string | undefined): string {
  return html.replace(/ src="cid:([^"]{1,1000})"/g, (_whole, written: string) => {
    const address = addressOf(written.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"'))
    return address === undefined ? '' : ` src="${address.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
  })
}
