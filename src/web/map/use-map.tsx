import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../app/i18n.js';

/**
 * Opens a map in an element of the view. The map is removed together with the view.
 * @param content the content of the map. When it changes, a new map is opened.
 * @returns the map (null until it is open), and the element that the view must render
 */
export function useMap<M extends { remove: () => void }>(
  open: (container: HTMLElement) => Promise<M>,
  content: unknown,
): { map: M | null; canvas: VNode } {
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<M | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  useEffect(() => {
    let opened: M | null = null;
    let isRemoved = false;
    open(container.current!).then(
      (ready) => {
        if (isRemoved) return ready.remove();
        opened = ready;
        setMap(ready);
      },
      () => setIsBroken(true),
    );
    return () => {
      isRemoved = true;
      opened?.remove();
      setMap(null);
    };
  }, [content]);
  const canvas = (
    <>
      <div class="map-canvas" ref={container} />
      {isBroken && <p class="map-broken">{t('map.unavailable')}</p>}
    </>
  );
  return { map, canvas };
}
