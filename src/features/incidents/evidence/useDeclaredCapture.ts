import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { type Incident } from '../../../domain/incident/kind';
import { captureSignals } from '../data/capture';
import { useSendIncident } from '../data/incidents';
import { useSignals } from '../data/signals';

/** Whether the declare form led here. */
export function isJustDeclared(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'declared' in state;
}

/** Whoever has just declared the incident captures its signals, once. */
export function useDeclaredCapture(incident: Incident): void {
  const { state, pathname, search } = useLocation();
  const navigate = useNavigate();
  const send = useSendIncident(incident.name);
  const { signals, isPending } = useSignals(incident.services);
  const isDone = useRef(false);
  const justDeclared = isJustDeclared(state);
  useEffect(() => {
    if (!justDeclared || isPending || isDone.current) {
      return;
    }
    isDone.current = true;
    navigate(`${pathname}${search}`, { replace: true, state: null }); // a reload must not capture again
    void captureSignals(signals, 'declare').then((captured) =>
      captured.forEach((evidence) => send({ type: 'capture', evidence }))
    );
  }, [justDeclared, isPending, signals, send, navigate, pathname, search]);
}
