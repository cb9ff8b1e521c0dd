import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'

const page = `<!doctype html><title>Essai</title><button>Compter</button><output>0</output>
<script>document.querySelector('button').onclick = () => { document.querySelector('output').textContent++ }</script>`

test('a browser opens a page of this machine, clicks, and takes a picture', async () => {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await launchBrowser()
  try {
    const tab = await browser.newPage()
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await tab.getByRole('button', { name: 'Compter' }).click()
    expect(await tab.locator('output').textContent()).toBe('1')
    const picture = await tab.screenshot()
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeGreaterThan(0)
  } finally {
    await browser.close()
    server.close()
  }
})
