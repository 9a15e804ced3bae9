import React, { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack, Text } from '@grafana/ui';
import { type Shipped, shippedRunbooks } from '../../../domain/runbook/library/library';
import { runbookKind } from '../../../domain/runbook/runbook';
import { emptyRunbook } from '../../../domain/runbook/schema';
import { newId } from '../../../grafana/ids';
import { registerKind } from '../../../grafana/records/kinds';
import { currentPerson } from '../../../grafana/user';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { useOutbox } from '../../../shared/records/OutboxProvider';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { runbookPath, RUNBOOKS } from '../../../shared/runbooks/paths';
import { useRunbooks } from '../../../shared/runbooks/useRunbooks';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { verbatim } from '../../../shared/words/verbatim';

/** What the plugin ships with: to be taken over, one by one or together, and then changed. */
export function LibraryPage() {
  const language = useContentLanguage();
  const shipped = useMemo(() => shippedRunbooks(language), [language]);
  const { runbooks, isPending, error, refetch } = useRunbooks();
  const isUnknown = isPending || error !== null;
  const mayWrite = useCanWrite('runbooks') !== 'no';
  const [sent, setSent] = useState<ReadonlySet<string>>(new Set());
  const take = useTakeOver();
  const there = new Set([...runbooks.map(({ name }) => name), ...sent]);
  const left = shipped.filter(({ name }) => !there.has(name));
  const takeOver = (chosen: Shipped[]) => {
    take(chosen);
    setSent(new Set([...sent, ...chosen.map(({ name }) => name)]));
  };
  return (
    <Page
      title={t('runbooks.library.title', 'Examples')}
      parent={{ text: t('runbooks.title', 'Runbooks'), url: RUNBOOKS }}
      actions={
        mayWrite && left.length > 0 ? (
          <Button disabled={isUnknown} onClick={() => takeOver(left)}>
            {t('runbooks.library.all', 'Take all of them')}
          </Button>
        ) : undefined
      }
    >
      <ReadOnlyNotice folder="runbooks" />
      {error && <RequestFailure error={error} onRetry={refetch} what={t('runbooks.title', 'Runbooks')} />}
      <Text color="secondary" element="p">
        {t(
          'runbooks.library.text',
          'Articles and procedures to begin with. What you take becomes your own: change it to what is true at yours.'
        )}
      </Text>
      {sent.size > 0 && left.length === 0 && (
        <Alert severity="success" title={t('runbooks.library.done', 'All of them are yours now')} />
      )}
      {(['article', 'procedure'] as const).map((kind) => (
        <section key={kind} aria-labelledby={`library-${kind}`} aria-busy={isPending}>
          <Text element="h2" variant="h4">
            <span id={`library-${kind}`}>
              {kind === 'article'
                ? t('runbooks.library.articles', 'Known problems')
                : t('runbooks.library.procedures', 'Procedures')}
            </span>
          </Text>
          {shipped
            .filter((each) => each.kind === kind)
            .map((each) => (
              <Stack key={each.name} justifyContent="space-between" alignItems="center" gap={2}>
                <span>
                  {there.has(each.name) ? (
                    <InternalLink to={runbookPath(each.name)}>{each.content.title}</InternalLink>
                  ) : (
                    each.content.title
                  )}{' '}
                  <Text color="secondary" variant="bodySmall">
                    {t('runbooks.steps', '', {
                      count: Object.keys(each.content.steps).length,
                      defaultValue_one: '{{count}} step',
                      defaultValue_other: '{{count}} steps',
                    })}
                  </Text>
                </span>
                {there.has(each.name) ? (
                  <Text color="secondary">{t('runbooks.library.taken', 'yours already')}</Text>
                ) : (
                  mayWrite && (
                    <Button
                      size="sm"
                      variant="secondary"
                      disabled={isUnknown}
                      aria-label={t(
                        'runbooks.library.take-one',
                        'Take “{{title}}”',
                        verbatim({ title: each.content.title })
                      )}
                      onClick={() => takeOver([each])}
                    >
                      {t('runbooks.library.take', 'Take it')}
                    </Button>
                  )
                )}
              </Stack>
            ))}
        </section>
      ))}
    </Page>
  );
}

function useTakeOver(): (chosen: Shipped[]) => void {
  registerKind(runbookKind);
  const outbox = useOutbox();
  return (chosen) => {
    const at = new Date().toISOString();
    chosen.forEach(({ name, content }) => {
      const command = { type: 'save', id: newId(), at, by: currentPerson(), content, seen: 0 };
      void outbox.send(runbookKind.kind, name, command, { initial: emptyRunbook(newId()) });
    });
  };
}
