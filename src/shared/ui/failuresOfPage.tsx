import React, {
  createContext,
  type PropsWithChildren,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';

/** A part of a page that could not be read. */
interface FailedPart {
  what: string;
  title: string;
  advice: string;
  severity: 'error' | 'warning';
  onRetry: () => void;
}

type Failures = ReadonlyMap<string, FailedPart>;
type Tell = (id: string, part: FailedPart | undefined) => void;

const Context = createContext<{ failures: Failures; tell: Tell }>({ failures: new Map(), tell: () => undefined });

/** Knows what of a page failed: a server that is down is down for all of its parts, and is told of once. */
export function FailuresOfPage({ children }: PropsWithChildren) {
  const [failures, setFailures] = useState<Failures>(new Map());
  const tell = useCallback<Tell>(
    (id, part) =>
      setFailures((known) => new Map([...known].filter(([each]) => each !== id).concat(part ? [[id, part]] : []))),
    []
  );
  const value = useMemo(() => ({ failures, tell }), [failures, tell]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

/** Tells the page of a part that failed. True: others failed alike, and the page says it for all of them. */
export function useFailedPart(part: FailedPart | undefined): boolean {
  const { failures, tell } = useContext(Context);
  const id = useId();
  const latest = useRef(part);
  useEffect(() => {
    latest.current = part;
  });
  const key = part && alike(part);
  const what = part?.what;
  useEffect(() => {
    if (!latest.current) {
      return undefined;
    }
    tell(id, { ...latest.current, onRetry: () => latest.current?.onRetry() });
    return () => tell(id, undefined);
  }, [id, key, what, tell]);
  return key !== undefined && [...failures].some(([each, other]) => each !== id && alike(other) === key);
}

/** The parts that failed alike, two or more of them. */
export function useJoinedFailures(): FailedPart[][] {
  const { failures } = useContext(Context);
  return useMemo(() => {
    const parts = [...failures.values()];
    const kinds = [...new Set(parts.map(alike))];
    return kinds.map((kind) => parts.filter((part) => alike(part) === kind)).filter(({ length }) => length > 1);
  }, [failures]);
}

const alike = ({ title, advice }: FailedPart) => `${title}|${advice}`;
