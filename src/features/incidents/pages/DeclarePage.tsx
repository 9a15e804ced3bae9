import React, { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Checkbox, Field, Input, LinkButton, Stack, Text, TextArea } from '@grafana/ui';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { declare } from '../../../domain/incident/declare/declare';
import { fromParameters, type Prefill } from '../../../domain/incident/declare/prefill';
import { type Incident, MAX_TITLE, type Severity } from '../../../domain/incident/schema';
import { serviceList } from '../../../domain/incident/seen';
import { MAX_TEXT } from '../../../domain/record/limits';
import { serviceKey, serviceOfAlert, type ServicesRegister } from '../../../domain/services/services';
import { oneLine } from '../../../domain/text/oneLine';
import { newId } from '../../../grafana/ids';
import { isParked } from '../../../grafana/records/outbox';
import { currentPerson } from '../../../grafana/user';
import { beginBlindTyping } from '../../../shared/hooks/blindTyping';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { InWindow } from '../../../shared/maintenance/InWindow';
import { MakeFolders } from '../../../shared/records/MakeFolders';
import { useOutbox, useOutboxState } from '../../../shared/records/OutboxProvider';
import { parkedText } from '../../../shared/records/OutboxStatus';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useDraft } from '../../../shared/records/useDraft';
import { KnownProblem } from '../../../shared/runbooks/KnownProblem';
import { useServices } from '../../../shared/services/useServices';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { loadReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { useDeclare, useIncidents } from '../data/incidents';
import { privacyProblem, type PrivateAnswer, usePreparePrivate } from '../data/privateFolder';
import { FiringAlerts } from '../declare/FiringAlerts';
import { PrivateFields } from '../declare/PrivateFields';
import { ServicePicker } from '../fields/ServicePicker';
import { SeverityPicker } from '../fields/SeverityPicker';
import { tooLong } from '../limits';
import { incidentPath, INCIDENTS } from '../paths';

interface Form {
  title: string;
  summary: string;
  severity?: Severity;
  impact: NonNullable<Incident['impact']>;
  services: Record<string, string>;
  drill: boolean;
  private: boolean;
}

const isPrivate = (form: Form) => form.private;

export function DeclarePage() {
  const [parameters] = useSearchParams();
  const prefill = useMemo(() => fromParameters(parameters), [parameters]);
  const mayWrite = useCanWrite('incidents') !== 'no';
  const { record: register } = useServices();
  const services = useMemo(() => servicesOf(prefill, register), [prefill, register]);
  return (
    <Page
      title={t('incidents.declare', 'Declare incident')}
      parent={{ text: t('incidents.title', 'Incidents'), url: INCIDENTS }}
    >
      <ReadOnlyNotice folder="incidents" />
      {mayWrite && !prefill.alert && <FiringAlerts />}
      {mayWrite && <DeclareForm key={aboutOf(prefill)} prefill={prefill} services={services} />}
    </Page>
  );
}

/** The service whose labels the alert carries, else the one that the link names. */
function servicesOf({ alert, service }: Prefill, register: ServicesRegister | undefined): Record<string, string> {
  const own = alert && serviceOfAlert(register, alert.labels);
  if (own) {
    return { [own[0]]: own[1].name };
  }
  const key = service ? serviceKey(service) : '';
  return service && key ? { [key]: register?.services[key]?.name ?? service } : {};
}

/** What the form was opened for: each has a draft of its own. */
function aboutOf({ alert, title = '' }: Prefill): string {
  return alert?.key ?? title;
}

function DeclareForm({ prefill, services }: { prefill: Prefill; services: Record<string, string> }) {
  const initial: Form = {
    title: prefill.title ?? '',
    summary: prefill.summary ?? '',
    ...(prefill.severity && { severity: prefill.severity }),
    impact: {},
    services,
    drill: false,
    private: false,
  };
  const [form, setForm, clearForm] = useDraft<Form>(
    ['incident.declare', aboutOf(prefill)].filter(Boolean).join('.'),
    initial,
    { inTab: isPrivate }
  );
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
  const { trouble } = useOutboxState();
  const navigate = useNavigate();
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
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

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const title = oneLine(form.title);
    setProblem(undefined);
    setChecked(true);
    if (isSending || titleProblem(title) || summaryProblem(form.summary)) {
      return;
    }
    setSending(true);
    if (form.private) {
      try {
        await prepare(answer);
      } catch (error) {
        setSending(false);
        setProblem(privacyProblem(error));
        return;
      }
    }
    const { alert } = prefill;
    const incident = declare({
      name: 'inc-0000-0000', // its number is claimed when it is created
      id: newId(),
      at: new Date().toISOString(),
      by: currentPerson(),
      zone,
      language,
      title,
      summary: form.summary,
      severity: form.severity,
      impact: form.impact,
      services: form.services,
      drill: form.drill,
      private: form.private,
      ...(alert && {
        alerts: { [alert.key]: withoutKey(alert) },
        detectedBy: 'monitoring',
        ...(alert.startsAt && { milestones: { detected: alert.startsAt } }),
      }),
    });
    beginBlindTyping();
    clearForm(); // from here on the outbox keeps it
    const settled = await send(incident);
    if (isParked(settled)) {
      await outbox.discard(settled.id);
      setForm(form);
      setSending(false);
      setProblem(settled.parked && parkedText(settled.parked, await loadReasonText()));
      setHomeless(settled.parked?.kind === 'noFolder');
      return;
    }
    navigate(incidentPath(settled.name), { replace: true, state: { declared: true } });
  };

  if (isSending) {
    return (
      <Alert
        severity="info"
        title={t('incidents.declare-form.sending', 'Declaring “{{title}}”…', verbatim({ title: form.title }))}
      >
        {trouble &&
          t(
            'incidents.declare-form.waiting',
            'Grafana does not answer yet. The incident is kept in this browser and declared as soon as it does; you may leave this page.'
          )}
      </Alert>
    );
  }
  const wrongTitle = isChecked ? titleProblem(oneLine(form.title)) : undefined;
  const wrongSummary = summaryProblem(form.summary);
  // not inside the form: the question has one of its own, whose submit would reach it
  const failure = problem && (
    <Alert severity="error" title={t('incidents.declare-form.failed', 'The incident was not declared')}>
      {problem}
      {isHomeless && <MakeFolders size="sm" onMade={() => setProblem(undefined)} />}
    </Alert>
  );
  return (
    <>
      {failure}
      <form onSubmit={submit}>
        <Stack direction="column" gap={2} maxWidth={90}>
          <JoinInstead alertKey={prefill.alert?.key} />
          <Field
            noMargin
            required
            label={t('incidents.field.title', 'What is wrong')}
            description={t('incidents.field.title-help', 'Enter declares. Everything else can follow.')}
            invalid={wrongTitle !== undefined}
            error={wrongTitle}
          >
            <Input
              id="incident-title"
              autoFocus
              placeholder={t('incidents.field.title-example', 'Quotes service down')}
              value={form.title}
              onChange={({ currentTarget }) => change({ title: currentTarget.value })}
            />
          </Field>
          <KnownProblem title={form.title} summary={form.summary} services={form.services} alert={prefill.alert} />
          <SeverityPicker
            severity={form.severity}
            impact={form.impact}
            onSeverity={(severity) => change({ severity })}
            onImpact={(impact) => change({ impact })}
          />
          <Field noMargin label={t('incidents.field.services', 'Affected services')} htmlFor="incident-services">
            <ServicePicker
              id="incident-services"
              label={t('incidents.field.services', 'Affected services')}
              value={form.services}
              onChange={(services) => change({ services })}
            />
          </Field>
          <InWindow services={form.services} isDeclaring />
          <Field
            noMargin
            label={t('incidents.field.summary', 'What is seen')}
            invalid={wrongSummary !== undefined}
            error={wrongSummary}
          >
            <TextArea
              id="incident-summary"
              rows={3}
              value={form.summary}
              onChange={({ currentTarget }) => change({ summary: currentTarget.value })}
            />
          </Field>
          <div>
            <Checkbox
              label={t('incidents.field.drill', 'This is a drill')}
              description={t('incidents.field.drill-help', 'Looks real and stays out of statistics')}
              value={form.drill}
              onChange={({ currentTarget }) => change({ drill: currentTarget.checked })}
            />
          </div>
          <div>
            <Checkbox
              label={t('incidents.field.private', 'Private')}
              description={t(
                'incidents.field.private-help',
                'Kept in a folder of its own, for few people; never marked on dashboards'
              )}
              value={form.private}
              onChange={({ currentTarget }) => change({ private: currentTarget.checked })}
            />
          </div>
          {form.private && <PrivateFields answer={answer} onChange={setAnswer} />}
          <Stack gap={1}>
            <Button type="submit" icon="fire">
              {t('incidents.declare', 'Declare incident')}
            </Button>
            <LinkButton variant="secondary" href={INCIDENTS}>
              {t('incidents.cancel', 'Cancel')}
            </LinkButton>
          </Stack>
        </Stack>
      </form>
    </>
  );
}

function titleProblem(title: string): string | undefined {
  return title === ''
    ? t('incidents.declare-form.title-missing', 'Say what is wrong, in a few words')
    : tooLong(title, MAX_TITLE);
}

function summaryProblem(summary: string): string | undefined {
  return tooLong(summary.trim(), MAX_TEXT);
}

/** An alert that somebody already declared: join that incident instead of opening another. */
function JoinInstead({ alertKey }: { alertKey: string | undefined }) {
  const { incidents } = useIncidents();
  const open =
    alertKey &&
    incidents.find(({ status, alerts }) => alerts.includes(alertKey) && status !== 'closed' && status !== 'void');
  if (!open) {
    return null;
  }
  return (
    <Alert severity="info" title={t('incidents.declare-form.join-title', 'This alert already has an incident')}>
      <Stack gap={1} alignItems="center">
        <Text>{open.title}</Text>
        <InternalLink to={incidentPath(open.name)}>
          {t('incidents.declare-form.join', 'Join {{ref}}', verbatim({ ref: open.ref }))}
        </InternalLink>
      </Stack>
    </Alert>
  );
}

function withoutKey<T extends { key: string }>({ key: _, ...rest }: T): Omit<T, 'key'> {
  return rest;
}
