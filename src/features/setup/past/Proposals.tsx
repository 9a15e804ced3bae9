import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Checkbox, Stack } from '@grafana/ui';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { verbatim } from '../../../shared/words/verbatim';
import { type Making, useBatch } from './batch';

const SHOWN = 20;

/** What one thing of a file would become. */
export interface PastProposal {
  key: string;
  text: string;
  /** Beside it: how much of it was recognised, what is otherwise than in the file. */
  note?: string;
  /** Where it stands: its line or its file. */
  place: string;
  standing: 'fresh' | 'there' | 'wrong';
  /** Why it is left out. */
  reasons: string[];
}

interface Props<P extends PastProposal> {
  /** The file or folder, for the person. */
  source: string;
  proposals: P[];
  /** While it is not known what is there already. */
  isPending: boolean;
  error: unknown;
  makings: (chosen: P[]) => Making[];
  onMake?: () => void;
}

/** What will be made and what is wrong with the rest; what is unticked is left out. */
export function Proposals<P extends PastProposal>({ source, proposals, isPending, error, makings, onMake }: Props<P>) {
  const { batch, make } = useBatch();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isLong, setLong] = useState(false);
  const of = (standing: PastProposal['standing']) => proposals.filter((one) => one.standing === standing);
  const [fresh, wrong] = [of('fresh'), of('wrong')];
  const chosen = fresh.filter(({ key }) => !left.has(key));
  const tick = (key: string) =>
    setLeft((before) => new Set(before.has(key) ? [...before].filter((each) => each !== key) : [...before, key]));
  const isBusy = batch?.phase === 'making' || batch?.phase === 'undoing';
  return (
    <Stack direction="column" gap={2}>
      <p role="status">
        {t(
          'setup.past.counts',
          '{{make}} to be made, {{there}} already there, {{wrong}} with errors',
          verbatim({ make: chosen.length, there: of('there').length, wrong: wrong.length })
        )}
      </p>
      {error ? <RequestFailure error={error} what={source} /> : null}
      {wrong.length > 0 && (
        <Alert severity="warning" title={t('setup.past.wrong', 'These are left out')}>
          <ul>
            {wrong.slice(0, isLong ? undefined : SHOWN).map(({ key, place, text, reasons }) => (
              <li key={key}>
                {place}: {text} {reasons.join(' · ')}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <ul aria-label={t('setup.past.preview', 'What will be made')}>
        {fresh.slice(0, isLong ? undefined : SHOWN).map(({ key, text, note }) => (
          <li key={key}>
            <Checkbox label={text} description={note} value={!left.has(key)} onChange={() => tick(key)} />
          </li>
        ))}
      </ul>
      {!isLong && Math.max(fresh.length, wrong.length) > SHOWN && (
        <Button size="sm" variant="secondary" onClick={() => setLong(true)}>
          {t('setup.past.all', 'Show all of them')}
        </Button>
      )}
      <div>
        <Button
          disabled={chosen.length === 0 || isPending || isBusy || Boolean(error)}
          onClick={() => {
            onMake?.();
            make(source, chosen.length, makings(chosen));
          }}
        >
          {t('setup.past.make', '', {
            count: chosen.length,
            defaultValue_one: 'Make {{count}} record',
            defaultValue_other: 'Make {{count}} records',
          })}
        </Button>
      </div>
    </Stack>
  );
}
