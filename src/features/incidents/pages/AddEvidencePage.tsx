import React, { useEffect, useState } from 'react';
import { dateMath, dateTime } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, EmptyState, Field, LinkButton, LoadingPlaceholder, RadioButtonList, Stack } from '@grafana/ui';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { byUrgency, INCIDENTS as INCIDENT_SHELF, readIncidentHead } from '../../../domain/incident/head';
import { incidentKind } from '../../../domain/incident/kind';
import { checkPromql } from '../../../domain/promql/promql';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { HOUR_MS } from '../../../domain/time/units';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { OPEN_INCIDENTS } from '../../../shared/incidents/openIncidents';
import { incidentPath, INCIDENTS_PATH } from '../../../shared/incidents/paths';
import { useHeads } from '../../../shared/records/useHeads';
import { useSend } from '../../../shared/records/useSend';
import { Page } from '../../../shared/ui/Page';
import { Reasons } from '../../../shared/ui/Reasons';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { TextField } from '../../../shared/ui/TextField';
import { momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { useCapture } from '../data/evidence';
import { EvidenceView } from '../evidence/EvidenceView';
import { QueryFailure } from '../evidence/QueryFailure';

const PATH_OF_NEW = `${INCIDENTS_PATH}/new`;

/** A query of Explore or of a panel, with its range and labels, for the open incident that is chosen. */
export function AddEvidencePage() {
  const [params] = useSearchParams();
  const sources = params.getAll('ds');
  const queries = params
    .getAll('expr')
    .map((each, index) => ({ expr: each.trim(), ds: sources[index] || undefined }))
    .filter(({ expr }) => expr !== '' && checkPromql(expr).length === 0);
  const [at, setAt] = useState(0);
  return (
    <Page
      title={t('incidents.add-evidence.title', 'Add as evidence')}
      parent={{ text: t('incidents.title', 'Incidents'), url: INCIDENTS_PATH }}
    >
      {queries.length > 1 && (
        <Field label={t('incidents.add-evidence.which', 'Query')}>
          <RadioButtonList
            name="add-evidence-query"
            value={String(at)} // a 0 would be shown as nothing chosen
            options={queries.map(({ expr }, index) => ({ value: String(index), label: expr.slice(0, 200) }))}
            onChange={(value) => setAt(Number(value))}
          />
        </Field>
      )}
      {queries.length === 0 ? (
        <Alert
          severity="warning"
          title={t('incidents.add-evidence.no-query', 'There is no query of Prometheus to keep')}
        >
          {t(
            'incidents.add-evidence.no-query-text',
            'Run a PromQL query in Explore or in the panel first; queries of other data sources cannot be kept.'
          )}
        </Alert>
      ) : (
        <AddEvidence key={at} {...queries[at]} params={params} />
      )}
    </Page>
  );
}

interface Props {
  expr: string;
  /** The data source that it was asked of; absent: the team's. */
  ds?: string;
  params: URLSearchParams;
}

function AddEvidence({ expr, ds, params }: Props) {
  const navigate = useNavigate();
  const { source, isPending: sourcePending } = usePrometheus(ds);
  const open = useHeads(INCIDENT_SHELF, OPEN_INCIDENTS);
  const incidents = open.heads.map(readIncidentHead).sort(byUrgency);
  const [chosen, choose] = useState<string>();
  const name = chosen ?? (incidents.length === 1 ? incidents[0].name : undefined);
  const [title, setTitle] = useState(params.get('title') || expr.slice(0, 100));
  const [reasons, setReasons] = useState<Reason[]>([]);
  const [range] = useState(() => rangeOf(params));
  const capture = useCapture();
  const send = useSend(incidentKind, name ?? '');
  const uid = source?.uid;
  const { mutate } = capture;
  useEffect(() => {
    if (uid) {
      mutate({ title: expr.slice(0, 100), uid, expr, ...range, moment: 'hand' });
    }
  }, [mutate, uid, expr, range]);
  const keep = () => {
    if (!name || !capture.data) {
      return;
    }
    const sent = send({ type: 'capture', evidence: { ...capture.data, title: title.trim() || capture.data.title } });
    if (isRefused(sent)) {
      setReasons(sent.refused.reasons);
    } else {
      navigate(incidentPath(name));
    }
  };
  if (open.isPending) {
    return <LoadingPlaceholder text={t('incidents.loading', 'Loading incidents…')} />;
  }
  if (open.error) {
    return <RequestFailure error={open.error} onRetry={open.refetch} what={t('incidents.title', 'Incidents')} />;
  }
  if (incidents.length === 0) {
    return (
      <EmptyState
        variant="call-to-action"
        message={t('incidents.add-evidence.none', 'No incident is open')}
        button={<LinkButton href={PATH_OF_NEW}>{t('home.declare', 'Declare incident')}</LinkButton>}
      >
        {t('incidents.add-evidence.none-text', 'Evidence is kept with an incident that somebody works on.')}
      </EmptyState>
    );
  }
  return (
    <Stack direction="column" gap={2}>
      {reasons.length > 0 && (
        <Reasons
          title={t('incidents.add-evidence.refused', 'This was not kept')}
          reasons={reasons}
          onDismiss={() => setReasons([])}
        />
      )}
      <p>
        <code>{expr}</code> · {momentText(range.from)} – {momentText(range.to)}
        {source && ` · ${source.name}`}
      </p>
      <TextField
        id="add-evidence-title"
        label={t('incidents.evidence.name', 'What it shows')}
        value={title}
        onChange={setTitle}
      />
      <Field noMargin label={t('incidents.add-evidence.incident', 'Incident')}>
        <RadioButtonList
          name="add-evidence-incident"
          value={name}
          options={incidents.map((head) => ({ value: head.name, label: `${head.ref} · ${head.title}` }))}
          onChange={choose}
        />
      </Field>
      {!source && !sourcePending && (
        <Alert
          severity="warning"
          title={t('incidents.add-evidence.no-source', 'Its data source is none of Prometheus that you can use')}
        />
      )}
      {capture.isPending && <LoadingPlaceholder text={t('incidents.add-evidence.asking', 'Asking Prometheus…')} />}
      {capture.error && <QueryFailure error={capture.error} what={title} />}
      {capture.data && <EvidenceView evidence={capture.data} />}
      <div>
        <Button disabled={!name || !capture.data} onClick={keep}>
          {name
            ? t(
                'incidents.add-evidence.keep',
                'Keep it in {{ref}}',
                verbatim({ ref: incidents.find((head) => head.name === name)?.ref ?? name })
              )
            : t('incidents.add-evidence.choose', 'Choose an incident')}
        </Button>
      </div>
    </Stack>
  );
}

/** As Grafana writes ranges: `now-1h`, milliseconds, or a date. */
function rangeOf(params: URLSearchParams): { from: string; to: string } {
  const to = instantOf(params.get('to') ?? 'now', true) ?? Date.now();
  const from = instantOf(params.get('from') ?? 'now-1h', false) ?? to - HOUR_MS;
  return { from: new Date(Math.min(from, to - 60_000)).toISOString(), to: new Date(to).toISOString() };
}

function instantOf(text: string, roundUp: boolean): number | undefined {
  const parsed = /^\d+$/.test(text) ? dateTime(Number(text)) : dateMath.toDateTime(text, { roundUp });
  return parsed?.isValid() ? parsed.valueOf() : undefined;
}
