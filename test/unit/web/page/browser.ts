import { afterAll, beforeAll, vi } from 'vitest';

/** Defines the globals of a browser that modules of the page need when they are loaded. Tests import these modules after that. */
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
