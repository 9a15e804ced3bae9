import { useEffect, useRef } from 'react';

/** Calls `then` when what had the focus is gone or disabled, and nothing has it: the next keys would be lost, or be shortcuts. */
export function useFocusLost(then: () => void): void {
  const last = useRef(then);
  useEffect(() => {
    last.current = then;
  });
  useEffect(() => {
    let focused: Element | undefined;
    const remember = ({ target }: FocusEvent) => {
      focused = target instanceof Element ? target : undefined;
    };
    const point = ({ target }: PointerEvent) => {
      if (target instanceof Node && !focused?.contains(target)) {
        focused = undefined; // a click elsewhere is meant
      }
    };
    const isGone = () => focused && (!focused.isConnected || focused.matches(':disabled'));
    const look = () => {
      if (isGone() && document.activeElement === document.body && !document.querySelector('[role="dialog"]')) {
        focused = undefined;
        last.current();
      }
    };
    // after the key that took it away, which Grafana hears as well: Escape takes the focus from every input
    const observer = new MutationObserver(() => isGone() && setTimeout(look, 0));
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', remember);
    document.addEventListener('pointerdown', point, true);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', point, true);
    };
  }, []);
}
