import { afterAll, beforeAll, vi } from 'vitest';

/** What modules of the page read when they are loaded, in place of a browser. Import them in the tests, after this has run. */
export function useBrowserGlobals(): void {
  beforeAll(() => {
    const storage = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
    vi.stubGlobal('sessionStorage', storage);
    vi.stubGlobal('localStorage', storage);
    vi.stubGlobal('location', { origin: 'http://127.0.0.1', pathname: '/' });
    vi.stubGlobal('window', new EventTarget());
    vi.stubGlobal('document', {
      querySelector: () => null,
      baseURI: 'http://127.0.0.1/',
      addEventListener: () => undefined,
    });
  });
  afterAll(() => {
    vi.unstubAllGlobals();
  });
}
