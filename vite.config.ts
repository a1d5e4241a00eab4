import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Builds the page of `src/web/` into `dist/web`. See docs/web.md. */

/** The three parts of MapLibre's bundle: what both threads need, what the worker runs, what the page runs. */
const PARTS = ['shared', 'worker', 'index'] as const;

/**
 * Divides MapLibre's bundle into its three parts. The bundle makes its worker out of a text, which a strict
 * Content-Security-Policy forbids. Its build for such policies carries the shared part twice, which is 100 kB more to load.
 */
function mapLibreParts(): Plugin {
  const file = createRequire(import.meta.url).resolve('maplibre-gl/dist/maplibre-gl.js');
  const virtual = 'virtual:maplibre';
  return {
    name: 'maplibre-parts',
    resolveId: (id) => (id === virtual ? `\0${virtual}` : undefined),
    load(id) {
      if (id !== `\0${virtual}`) return;
      const bundle = readFileSync(file, 'utf8');
      const licence = /^\/\*\*[\s\S]*?\*\//.exec(bundle)?.[0] ?? '';
      const [shared, worker, index] = PARTS.map((part) => {
        const found = new RegExp(`^define\\("${part}",\\[[^\\]]*\\],(\\(function.*\\}\\))\\);$`, 'm').exec(bundle);
        if (!found) throw new Error(`The bundle of MapLibre has no part "${part}".`);
        return found[1];
      });
      const emit = (name: string, source: string): string =>
        this.emitFile({ type: 'asset', name: `${name}.js`, source: `${licence}\n${source}\n` });
      const sharedFile = emit(
        'maplibre-shared',
        `globalThis.maplibreShared = {};\n${shared}(globalThis.maplibreShared);`,
      );
      const workerFile = emit(
        'maplibre-worker',
        `importScripts(new URL(location.href).searchParams.get('shared'));\n${worker}(globalThis.maplibreShared);`,
      );
      const indexFile = emit(
        'maplibre-index',
        `globalThis.maplibregl = {};\n${index}(globalThis.maplibregl, globalThis.maplibreShared);`,
      );
      return `
        const shared = import.meta.ROLLUP_FILE_URL_${sharedFile};
        const index = import.meta.ROLLUP_FILE_URL_${indexFile};
        let loading;
        async function load() {
          // The second part runs after the first, but is loaded at the same time.
          document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: index }));
          await import(/* @vite-ignore */ shared);
          await import(/* @vite-ignore */ index);
          const { maplibregl } = globalThis;
          maplibregl.setWorkerUrl(import.meta.ROLLUP_FILE_URL_${workerFile} + '?shared=' + encodeURIComponent(shared));
          return maplibregl;
        }
        export const loadMapLibre = () =>
          (loading ??= load().catch((error) => {
            loading = undefined;
            throw error;
          }));`;
    },
  };
}

/** The most that all files of the page may take together when they are compressed with gzip. kB of 1000 bytes. */
const MAX_KB = 350;

/** Writes each file compressed as well, so that the server need not do it for each request. The build fails where the page is too large. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    writeBundle({ dir = '' }, bundle) {
      let total = 0;
      for (const [name, file] of Object.entries(bundle)) {
        const content = file.type === 'asset' ? file.source : file.code;
        const zipped = gzipSync(content, { level: 9 });
        total += zipped.length / 1000;
        if (!/\.(js|css|svg)$/.test(name)) continue;
        writeFileSync(join(dir, `${name}.gz`), zipped);
        writeFileSync(
          join(dir, `${name}.br`),
          brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
        );
      }
      if (total > MAX_KB)
        throw new Error(`The page is ${total.toFixed(1)} kB gzipped. At most ${MAX_KB} kB are allowed.`);
    },
  };
}

export default defineConfig({
  root: join(import.meta.dirname, 'src', 'web'),
  // The server writes a <base> into the page: it is served at `/` or at `/map/`.
  base: './',
  publicDir: false,
  plugins: [mapLibreParts(), compressed()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: join(import.meta.dirname, 'dist', 'web'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
});
