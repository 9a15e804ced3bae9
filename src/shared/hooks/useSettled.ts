import { useEffect, useState } from 'react';

const PATIENCE = 600;

/** `value`, once it has not changed for a moment: what is typed is asked about when the person pauses. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PATIENCE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
