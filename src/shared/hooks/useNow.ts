import { useEffect, useState } from 'react';

/** The time, renewed every `interval` milliseconds; still in a hidden tab. */
export function useNow(interval = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) {
        setNow(Date.now());
      }
    }, interval);
    return () => clearInterval(timer);
  }, [interval]);
  return now;
}
