import { useEffect } from 'preact/hooks';

/** Sets the title of the browser window. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Tessera`;
  }, [title]);
}
