import { useEffect, useState } from 'react';

const UNKNOWN = 800;
const LEAST = 320;

/** A ref and the width of its element in pixels, kept up to date; undefined until the element is there, before anything is painted. */
export function useWidth(): [(element: HTMLElement | null) => void, number | undefined] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [observed, setObserved] = useState<number>();
  useEffect(() => {
    if (!element) {
      return;
    }
    const observer = new ResizeObserver(([entry]) => setObserved(Math.round(entry.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  const width = observed ?? (element ? element.clientWidth || UNKNOWN : undefined);
  return [setElement, width === undefined ? undefined : Math.max(LEAST, width)];
}
