import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, ConfirmModal, Drawer, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import { lateBy } from '../../../domain/improvement/due';
import { ROADMAP_STATES, type RoadmapItem } from '../../../domain/improvement/schema';
import { isRefused, type Outcome, type Reason } from '../../../domain/record/outcome';
import { localDateOf } from '../../../domain/time/localDates';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { useRoadmap } from '../../../shared/improvements/useRoadmap';
import { Bullets } from '../../../shared/ui/Bullets';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Reasons } from '../../../shared/ui/Reasons';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { TextField } from '../../../shared/ui/TextField';
import { lateText, priorityName } from '../../../shared/words/actions';
import { verbatim } from '../../../shared/words/verbatim';
import { dueText, stateName } from '../words';
import { Effect } from './Effect';
import { useLinkOptions } from './useLinkOptions';

interface Props {
  itemKey: string;
  item: RoadmapItem;
  today: string;
  mayWrite: boolean;
  onEdit: () => void;
  onClose: () => void;
}

/** One item of the roadmap: what it goes with, where it stands and what it improved. */
export function ItemDrawer({ itemKey, item, today, mayWrite, onEdit, onClose }: Props) {
  const { send } = useRoadmap();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const [isRemoving, setRemoving] = useState(false);
  const told = (sent: Outcome<unknown>) => setReasons(isRefused(sent) ? sent.refused.reasons : []);
  const late = lateBy(item, today);
  return (
    <Drawer title={item.title} onClose={onClose} size="sm">
      <Stack direction="column" gap={2}>
        {reasons.length > 0 && (
          <Reasons title={t('improvements.refused', 'Not saved')} reasons={reasons} onDismiss={() => setReasons([])} />
        )}
        <Text>
          {[priorityName(item.priority), item.due && dueText(item.due), item.owner].filter(Boolean).join(' · ')}
        </Text>
        {late > 0 && (
          <span>
            <StateMark mark="bad" /> {lateText(late)}
          </span>
        )}
        {item.description && <MarkdownView text={item.description} />}
        {mayWrite ? (
          <RadioButtonGroup
            aria-label={t('improvements.column.state', 'Status')}
            options={ROADMAP_STATES.map((value) => ({ value, label: stateName(value) }))}
            value={item.state}
            onChange={(state) => told(send({ type: 'move', item: itemKey, state, seen: item.state }))}
          />
        ) : (
          <Text>{stateName(item.state)}</Text>
        )}
        {item.done && (
          <DoneOn
            done={item.done}
            onChange={
              mayWrite
                ? (done) => told(send({ type: 'move', item: itemKey, state: 'done', seen: 'done', done }))
                : undefined
            }
          />
        )}
        <Effect
          item={item}
          onKeep={mayWrite ? (values) => told(send({ type: 'keepEffect', item: itemKey, ...values })) : undefined}
        />
        <Links item={item} />
        <Text color="secondary">
          {t('improvements.created', 'Added by {{name}}', verbatim({ name: item.by.name }))} <Since at={item.created} />
        </Text>
        {mayWrite && (
          <Stack gap={1}>
            <Button variant="secondary" icon="pen" onClick={onEdit}>
              {t('improvements.edit', 'Change…')}
            </Button>
            <Button variant="destructive" fill="outline" onClick={() => setRemoving(true)}>
              {t('improvements.remove', 'Remove…')}
            </Button>
          </Stack>
        )}
      </Stack>
      <ConfirmModal
        isOpen={isRemoving}
        title={t('improvements.remove-title', 'Remove “{{title}}”', verbatim({ title: item.title }))}
        body={t('improvements.remove-text', 'Grafana keeps earlier versions of the register.')}
        confirmText={t('improvements.remove-now', 'Remove')}
        onConfirm={() => {
          setRemoving(false);
          const sent = send({ type: 'remove', item: itemKey, ...(item.revision && { seen: item.revision }) });
          told(sent);
          if (!isRefused(sent)) {
            onClose();
          }
        }}
        onDismiss={() => setRemoving(false)}
      />
    </Drawer>
  );
}

function DoneOn({ done, onChange }: { done: string; onChange?: (done: string) => void }) {
  const zone = useTeamZone();
  const day = localDateOf(done, zone);
  return onChange ? (
    <TextField
      id="item-done"
      label={t('improvements.done-on', 'Done on')}
      type="date"
      width={24}
      value={day}
      onChange={(value) => {
        // noon: the day is the same in every zone that people work in
        if (value && value !== day) {
          onChange(`${value}T12:00:00.000Z`);
        }
      }}
    />
  ) : (
    <Text>
      {t('improvements.done-on', 'Done on')} {day}
    </Text>
  );
}

function Links({ item }: { item: RoadmapItem }) {
  const options = useLinkOptions();
  const found = (['incidents', 'objectives', 'reviews', 'security'] as const).flatMap((field) =>
    item[field].map(
      (value) => options[field].find((option) => option.value === value) ?? { value, label: value, path: '' }
    )
  );
  return found.length === 0 ? null : (
    <section aria-label={t('improvements.links', 'Goes with')}>
      <Text element="h3" variant="h5">
        {t('improvements.links', 'Goes with')}
      </Text>
      <Bullets>
        {found.map(({ value, label, path }) => (
          <li key={value}>{path ? <InternalLink to={path}>{label}</InternalLink> : label}</li>
        ))}
      </Bullets>
    </section>
  );
}
