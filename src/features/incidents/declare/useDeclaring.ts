import { type FormEvent, useEffect, useRef, useState } from 'react';
import { t } from '@grafana/i18n';
import { useNavigate } from 'react-router-dom';
import { declare } from '../../../domain/incident/declare/declare';
import { type Prefill } from '../../../domain/incident/declare/prefill';
import { type Evidence, type Incident, MAX_TITLE, type Severity } from '../../../domain/incident/schema';
import { serviceList } from '../../../domain/incident/seen';
import { MAX_TEXT } from '../../../domain/record/limits';
import { oneLine } from '../../../domain/text/oneLine';
import { newId } from '../../../grafana/ids';
import { isParked } from '../../../grafana/records/outbox';
import { currentPerson } from '../../../grafana/user';
import { beginBlindTyping, endBlindTyping } from '../../../shared/hooks/blindTyping';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { useOutbox } from '../../../shared/records/OutboxProvider';
import { parkedText } from '../../../shared/records/OutboxStatus';
import { useDraft } from '../../../shared/records/useDraft';
import { loadReasonText } from '../../../shared/words/reasons/useReasonText';
import { useDeclare } from '../data/incidents';
import { privacyProblem, type PrivateAnswer, usePreparePrivate } from '../data/privateFolder';
import { tooLong } from '../limits';
import { incidentPath } from '../paths';
import { useAskedEvidence } from './useAskedEvidence';

export interface DeclareValues {
  title: string;
  summary: string;
  severity?: Severity;
  impact: NonNullable<Incident['impact']>;
  services: Record<string, string>;
  drill: boolean;
  private: boolean;
}

const isPrivate = (form: DeclareValues) => form.private;

/** What the form was opened for: each has a draft of its own. */
export function aboutOf({ alert, title = '' }: Prefill): string {
  return alert?.key ?? title;
}

/** The form's text with its draft, and what happens when it is sent. */
export function useDeclaring(prefill: Prefill, services: Record<string, string>) {
  const { form, setForm, clearForm, change } = useForm(prefill, services);
  const [problem, setProblem] = useState<string>();
  const [isHomeless, setHomeless] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const [isSending, setSending] = useState(false);
  const [answer, setAnswer] = useState<PrivateAnswer>({});
  const prepare = usePreparePrivate();
  const zone = useTeamZone();
  const language = useContentLanguage();
  const send = useDeclare();
  const outbox = useOutbox();
  const navigate = useNavigate();
  const evidence = useAskedEvidence(prefill.evidence);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(undefined);
    setChecked(true);
    if (isSending || titleProblem(form.title) || summaryProblem(form.summary)) {
      return;
    }
    setSending(true);
    beginBlindTyping();
    const fail = (why: string | undefined) => {
      const typed = endBlindTyping();
      setForm(typed ? { ...form, summary: `${form.summary}\n${typed}`.trim() } : form);
      setSending(false);
      setProblem(why);
    };
    if (form.private) {
      try {
        await prepare(answer);
      } catch (error) {
        fail(privacyProblem(error));
        return;
      }
    }
    clearForm(); // from here on the outbox keeps it
    const settled = await send(incidentOf(form, prefill, { zone, language, ...(evidence && { evidence }) }));
    if (isParked(settled)) {
      await outbox.discard(settled.id);
      fail(settled.parked && parkedText(settled.parked, await loadReasonText()));
      setHomeless(settled.parked?.kind === 'noFolder');
      return;
    }
    navigate(incidentPath(settled.name), { replace: true, state: { declared: true } });
  };

  return {
    form,
    change,
    answer,
    setAnswer,
    submit,
    isSending,
    /** Why it was not declared. */
    problem,
    /** There is no folder for it yet. */
    isHomeless,
    dismiss: () => setProblem(undefined),
    wrongTitle: isChecked ? titleProblem(form.title) : undefined,
    wrongSummary: summaryProblem(form.summary),
  };
}

function useForm(prefill: Prefill, services: Record<string, string>) {
  const initial: DeclareValues = {
    title: prefill.title ?? '',
    summary: prefill.summary ?? '',
    ...(prefill.severity && { severity: prefill.severity }),
    impact: {},
    services,
    drill: false,
    private: false,
  };
  const [form, setForm, clearForm] = useDraft<DeclareValues>(
    ['incident.declare', aboutOf(prefill)].filter(Boolean).join('.'),
    initial,
    { inTab: isPrivate }
  );
  const change = (part: Partial<DeclareValues>) => setForm({ ...form, ...part });
  useEffect(() => {
    // ticks that nobody sees any more must not decide: a private draft is gone with its form, a drill is said again
    if (form.private) {
      clearForm();
    } else if (form.drill) {
      change({ drill: false });
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what was left behind counts
  }, []);
  const offered = useRef(services);
  useEffect(() => {
    // whose alert it is, the register tells a moment later; what the person chose meanwhile stays
    if (serviceList(form.services) === serviceList(offered.current) && services !== offered.current) {
      setForm({ ...form, services });
    }
    offered.current = services;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only the register's answer counts
  }, [services]);
  return { form, setForm, clearForm, change };
}

function incidentOf(
  form: DeclareValues,
  { alert }: Prefill,
  context: Pick<Incident, 'zone' | 'language'> & { evidence?: Evidence }
): Incident {
  return declare({
    name: 'inc-0000-0000', // its number is claimed when it is created
    id: newId(),
    at: new Date().toISOString(),
    by: currentPerson(),
    ...context,
    ...form,
    title: oneLine(form.title),
    ...(alert && {
      alerts: { [alert.key]: withoutKey(alert) },
      detectedBy: 'monitoring',
      ...(alert.startsAt && { milestones: { detected: alert.startsAt } }),
    }),
  });
}

function withoutKey<T extends { key: string }>({ key: _, ...rest }: T): Omit<T, 'key'> {
  return rest;
}

function titleProblem(text: string): string | undefined {
  const title = oneLine(text);
  return title === ''
    ? t('incidents.declare-form.title-missing', 'Say what is wrong, in a few words')
    : tooLong(title, MAX_TITLE);
}

function summaryProblem(summary: string): string | undefined {
  return tooLong(summary.trim(), MAX_TEXT);
}
