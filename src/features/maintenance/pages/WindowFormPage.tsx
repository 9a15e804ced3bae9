import React, { useEffect, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Checkbox, Combobox, Field, LinkButton, LoadingPlaceholder, Stack, Text, TextArea } from '@grafana/ui';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { type MaintenanceWindow, windowName } from '../../../domain/maintenance/windows/schema';
import { matchersOfService } from '../../../domain/maintenance/windows/silence';
import { windowKind } from '../../../domain/maintenance/windows/window';
import { MAX_TEXT } from '../../../domain/record/limits';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { type Instant } from '../../../domain/record/record';
import { HOUR_MS } from '../../../domain/time/units';
import { newId } from '../../../grafana/ids';
import { currentPerson } from '../../../grafana/user';
import { WINDOWS_PATH, windowPath } from '../../../shared/maintenance/paths';
import { useChecklists } from '../../../shared/maintenance/useMaintenance';
import { RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useDraft } from '../../../shared/records/useDraft';
import { ServiceChoice } from '../../../shared/services/ServiceChoice';
import { useServices } from '../../../shared/services/useServices';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { Reasons } from '../../../shared/ui/Reasons';
import { TextField } from '../../../shared/ui/TextField';
import { TimeField } from '../../../shared/ui/TimeField';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { useWindow } from '../windows/data';
import { HeldAlerts } from '../windows/HeldAlerts';
import { Overlaps } from '../windows/Overlaps';
import { useWindowActs } from '../windows/useWindowActs';

interface Fields {
  title: string;
  start?: Instant;
  end?: Instant;
  services: Record<string, string>;
  what: string;
  risk: string;
  backOut: string;
  owner: string;
  checklist: string;
  silence: boolean;
  exclude: boolean;
}

export function WindowFormPage() {
  const { name } = useParams();
  const canWrite = useCanWrite('maintenance') !== 'no';
  const title = name ? t('windows.edit', 'Edit the window') : t('windows.plan', 'Plan a window');
  return (
    <Page title={title} parent={{ text: t('windows.title', 'Windows'), url: WINDOWS_PATH }}>
      <ReadOnlyNotice folder="maintenance" />
      {canWrite && (name ? <Edit name={name} /> : <Plan />)}
    </Page>
  );
}

/** A new one gets its name with the form: sent twice, it is still one window. */
function Plan() {
  const [params] = useSearchParams();
  const [{ name, initial }] = useState(() => ({
    name: windowName(newId(), new Date().toISOString()),
    initial: fieldsAt(params.get('start'), Date.now()),
  }));
  return <WindowForm name={name} initial={initial} draft={`new|${params.get('start') ?? ''}`} />;
}

function Edit({ name }: { name: string }) {
  const { record, error, isPending, refetch } = useWindow(name);
  // as it was opened: a change that comes in meanwhile must not pass for the one that was edited
  const [opened, setOpened] = useState<MaintenanceWindow>();
  if (error) {
    return <RecordFailure kind={windowKind} name={name} error={error} onRetry={refetch} />;
  }
  if (isPending || !record) {
    return <LoadingPlaceholder text={t('windows.loading', 'Loading the window…')} />;
  }
  if (!opened) {
    setOpened(record);
    return null;
  }
  const { command } = opened.revised;
  return (
    <WindowForm key={command} name={name} initial={fieldsOf(opened)} draft={`${name}|${command}`} seen={command} />
  );
}

interface FormProps {
  name: string;
  initial: Fields;
  /** What the draft is kept under. */
  draft: string;
  /** The revision that is edited; absent: a new window. */
  seen?: string;
}

function WindowForm({ name, initial, draft, seen }: FormProps) {
  const { act } = useWindowActs(name);
  const navigate = useNavigate();
  const [fields, setFields, clear] = useDraft<Fields>(`maintenance|window|${draft}`, initial);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const reasonText = useReasonText();
  useEffect(() => {
    if (fields !== initial) {
      setFields({ ...fields, ...notFromDraft(fields, initial, seen === undefined) });
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what was left behind counts
  }, []);
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });
  const wrong = (field: string) => {
    const reason = reasons.find((each) => each.field === field);
    return { invalid: reason !== undefined, error: reason && reasonText(reason) };
  };
  const save = () => {
    const { start, end } = fields;
    if (!start || !end) {
      const missing = [...(start ? [] : ['start']), ...(end ? [] : ['end'])];
      setReasons(missing.map((field) => ({ code: 'required', field })));
      return;
    }
    const planned = { ...fields, start, end };
    const sent = act(seen === undefined ? { type: 'plan', fields: planned } : { type: 'edit', fields: planned, seen });
    if (isRefused(sent)) {
      setReasons(sent.refused.reasons);
      return;
    }
    clear();
    navigate(windowPath(name));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack direction="column" gap={2} maxWidth={90}>
        {reasons.length > 0 && <Reasons title={t('windows.refused', 'Not saved')} reasons={reasons} />}
        <TextField
          id="window-title"
          required
          label={t('windows.field.title', 'What')}
          placeholder={t('windows.field.title-example', 'Update Redis to 8')}
          value={fields.title}
          onChange={(title) => set({ title })}
          {...wrong('title')}
        />
        <Stack wrap="wrap" gap={2}>
          <TimeField
            id="window-start"
            label={t('windows.field.start', 'Start')}
            value={fields.start}
            onChange={(start) => set({ start })}
            error={wrong('start').error}
          />
          <TimeField
            id="window-end"
            label={t('windows.field.end', 'End')}
            value={fields.end}
            onChange={(end) => set({ end })}
            error={wrong('end').error}
          />
        </Stack>
        <Field
          noMargin
          required
          label={t('windows.field.services', 'Services')}
          htmlFor="window-services"
          {...wrong('services')}
        >
          <ServiceChoice
            id="window-services"
            label={t('windows.field.services', 'Services')}
            value={fields.services}
            onChange={(services) => set({ services })}
          />
        </Field>
        <Overlaps
          start={fields.start}
          end={fields.end}
          services={Object.keys(fields.services)}
          name={seen === undefined ? undefined : name}
        />
        <Texts fields={fields} set={set} wrong={wrong} />
        <TextField
          id="window-owner"
          label={t('windows.field.owner', 'Owner')}
          maxLength={200}
          value={fields.owner}
          onChange={(owner) => set({ owner })}
          {...wrong('owner')}
        />
        <ChecklistField value={fields.checklist} onChange={(checklist) => set({ checklist })} />
        <div>
          <Checkbox
            label={t('windows.field.silence', 'Silence the alerts of these services')}
            description={t('windows.field.silence-help', 'In Grafana alerting, from start to end')}
            value={fields.silence}
            onChange={({ currentTarget }) => set({ silence: currentTarget.checked })}
          />
        </div>
        {fields.silence && <SilencePreview services={fields.services} />}
        <div>
          <Checkbox
            label={t('windows.field.exclude', 'Do not count this time against objectives')}
            description={t('windows.field.exclude-help', 'Once somebody else has approved it')}
            value={fields.exclude}
            onChange={({ currentTarget }) => set({ exclude: currentTarget.checked })}
          />
        </div>
        <Stack gap={1}>
          <Button type="submit">{t('windows.save', 'Save window')}</Button>
          <LinkButton
            variant="secondary"
            href={seen === undefined ? WINDOWS_PATH : windowPath(name)}
            onClick={() => clear()}
          >
            {t('form.cancel', 'Cancel')}
          </LinkButton>
        </Stack>
      </Stack>
    </form>
  );
}

interface PartProps {
  fields: Fields;
  set: (change: Partial<Fields>) => void;
  wrong: (field: string) => { invalid: boolean; error?: string };
}

function Texts({ fields, set, wrong }: PartProps) {
  const texts = [
    { field: 'what', label: t('windows.field.what', 'What is done') },
    { field: 'risk', label: t('windows.field.risk', 'Risk: what people may notice, what may go wrong') },
    { field: 'backOut', label: t('windows.field.back-out', 'Back-out plan') },
  ] as const;
  return (
    <>
      {texts.map(({ field, label }) => (
        <Field key={field} noMargin label={label} {...wrong(field)}>
          <TextArea
            id={`window-${field}`}
            rows={3}
            maxLength={MAX_TEXT}
            value={fields[field]}
            onChange={({ currentTarget }) => set({ [field]: currentTarget.value })}
          />
        </Field>
      ))}
    </>
  );
}

/** Which alerts will be held back, before anything is saved. */
function SilencePreview({ services }: { services: Record<string, string> }) {
  const { record: register } = useServices();
  const narrowed = Object.keys(services).map((key) => ({ key, matchers: matchersOfService(register, key) }));
  const unlabelled = narrowed.filter(({ matchers }) => matchers.length === 0);
  return (
    <Stack direction="column" gap={0.5}>
      {unlabelled.length > 0 && (
        <Text color="secondary">
          {t(
            'windows.silences.no-labels',
            'Without labels in the register of services, and so not silenced: {{services}}',
            verbatim({ services: unlabelled.map(({ key }) => services[key]).join(', ') })
          )}
        </Text>
      )}
      {unlabelled.length < narrowed.length && <HeldAlerts wanted={narrowed} />}
    </Stack>
  );
}

function ChecklistField({ value, onChange }: { value: string; onChange: (key: string) => void }) {
  const { record } = useChecklists();
  const lists = Object.entries(record?.checklists ?? {}).filter(([key, { retired }]) => !retired || key === value);
  return (
    <Field noMargin label={t('windows.field.checklist', 'Checklist to follow')} htmlFor="window-checklist">
      <Combobox
        id="window-checklist"
        isClearable
        options={lists.map(([key, { title }]) => ({ value: key, label: title }))}
        value={value || null}
        onChange={(option) => onChange(option?.value ?? '')}
      />
    </Field>
  );
}

/** Ticks that nobody sees any more must not decide, nor a time that is over. */
function notFromDraft({ start = '' }: Fields, initial: Fields, isNew: boolean): Partial<Fields> {
  const isOver = isNew && start < (initial.start ?? '');
  return {
    silence: initial.silence,
    exclude: initial.exclude,
    ...(isOver && { start: initial.start, end: initial.end }),
  };
}

/** From the next full hour on, or from where the calendar was clicked. */
function fieldsAt(given: string | null, now: number): Fields {
  const asked = Date.parse(given ?? '');
  const start = Number.isNaN(asked) ? Math.ceil(now / HOUR_MS) * HOUR_MS : asked;
  return {
    title: '',
    start: new Date(start).toISOString(),
    end: new Date(start + 2 * HOUR_MS).toISOString(),
    services: {},
    what: '',
    risk: '',
    backOut: '',
    owner: currentPerson().name,
    checklist: '',
    silence: true,
    exclude: false,
  };
}

function fieldsOf(record: MaintenanceWindow): Fields {
  const { title, start, end, services, what, risk, backOut, owner, checklist, silence, exclude } = record;
  return {
    title,
    start,
    end,
    services,
    what: what ?? '',
    risk: risk ?? '',
    backOut: backOut ?? '',
    owner: owner ?? '',
    checklist: checklist ?? '',
    silence: silence ?? false,
    exclude: exclude ?? false,
  };
}
