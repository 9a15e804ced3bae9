import { useEffect, useRef } from 'react';

const CLOSED = 'opsbook-dialog-closed';

/** For a dialog: whoever waits for it hears when it is gone from the page. */
export function useDialogClosed(): void {
  // a moment later: until then it holds the focus
  useEffect(() => () => void setTimeout(() => document.dispatchEvent(new Event(CLOSED)), 0), []);
}

/** Calls `then` after every dialog that closes, unless another one is still open. */
export function useAfterDialogs(then: () => void): void {
  const last = useRef(then);
  useEffect(() => {
    last.current = then;
  });
  useEffect(() => {
    const listen = () => {
      if (!document.querySelector('[role="dialog"]')) {
        last.current();
      }
    };
    document.addEventListener(CLOSED, listen);
    return () => document.removeEventListener(CLOSED, listen);
  }, []);
}
