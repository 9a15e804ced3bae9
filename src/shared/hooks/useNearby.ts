import { type RefObject, startTransition, useEffect, useRef, useState } from 'react';

/** How far beyond the screen rows are made ready. */
const MARGIN = '600px 0px';

const watched = new WeakMap<Element, (entry: IntersectionObserverEntry) => void>();
let observer: IntersectionObserver | undefined;

/** Where the browser cannot tell, everything is near. */
function watch(element: Element, tell: (entry: IntersectionObserverEntry) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => entries.forEach((entry) => watched.get(entry.target)?.(entry)),
    // inside a scrolled box the margin of the screen does not count, newer browsers have one for the box
    { rootMargin: MARGIN, ...{ scrollMargin: MARGIN } }
  );
  watched.set(element, tell);
  observer.observe(element);
  return () => {
    watched.delete(element);
    observer?.unobserve(element);
  };
}

/**
 * Whether a row of a long table is on screen or about to be, and how high it was when it last was. Only such rows draw their
 * lines and buttons: two hundred of them take seconds.
 */
export function useNearby<T extends Element>(isLong: boolean, initially: boolean) {
  const ref: RefObject<T> = useRef<T>(null);
  const [{ near, height }, setPlace] = useState({ near: initially, height: 56 });
  const isWatched = isLong && typeof IntersectionObserver !== 'undefined';
  useEffect(() => {
    const element = ref.current;
    if (!isWatched || !element) {
      return undefined;
    }
    return watch(element, ({ isIntersecting, boundingClientRect }) => {
      startTransition(() =>
        setPlace((place) => ({
          near: isIntersecting,
          height: place.near && !isIntersecting ? boundingClientRect.height : place.height,
        }))
      );
    });
  }, [isWatched]);
  return { ref, isNear: near || !isWatched, height };
}
