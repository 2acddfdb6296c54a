import react from '@vitejs/plugin-react';
import { loadEnv } from 'vite';
import { defineConfig } from 'vitest/config';

const serverPaths = ['/whoami', '/conversations', '/citizens', '/timeline', '/attachments', '/outreach', '/feeds', '/webchat', '/simulator'];

export default defineConfig(({ mode }) => {
  const server = loadEnv(mode, '.', 'DESK_')['DESK_SERVER'] ?? 'http://localhost:8080';

  return {
    base: '/',
    plugins: [react()],
    build: {
      outDir: '../wwwroot',
      emptyOutDir: true,
      target: ['chrome123', 'firefox121', 'safari17.5'],
      // The page's policy allows its own origin only: no data: URLs for fonts or scripts.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 700,
      modulePreload: { polyfill: false },
    },
    server: { proxy: Object.fromEntries(serverPaths.map((path) => [path, server])) },
    test: { environment: 'node', include: ['src/**/*.test.ts'] },
  };
});
