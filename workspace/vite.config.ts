import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const desk = `http://127.0.0.1:${process.env.PORT ?? 3000}`

/** The agents' application: built once, served for every provider. Nothing is inlined, so that the page's policy can refuse what is. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: 'dist',
    assetsDir: 'assets/desk',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    rolldownOptions: {
      // The protocol's schemas are the server's; only types and a few pure functions come to the browser.
      treeshake: { manualPureFunctions: ['z'] },
      // Typefaces are served by the desk beside every other page's.
      external: [/^\/assets\//],
    },
  },
  server: {
    proxy: {
      '^/assets/.*\\.woff2$': desk,
      '^/[a-z0-9-]+/theme\\.css$': desk,
      '^/[a-z0-9-]+/api/': { target: desk, ws: true },
    },
  },
})
