import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Stack, Text, useStyles2 } from '@grafana/ui';
import { type Outcome } from '../../../domain/record/outcome';
import { factKey, type ItemFinding, type SecurityCommand } from '../../../domain/security/register';
import {
  type Attestation,
  type Exception,
  isOwnWord,
  isWaiting,
  mayApprove,
} from '../../../domain/security/statements';
import { currentPerson } from '../../../grafana/user';
import { type Draft } from '../../../shared/records/useSend';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { WebLink } from '../../../shared/ui/WebLink';
import { verbatim } from '../../../shared/words/verbatim';
import { factText } from '../review/results';

interface Props {
  finding: ItemFinding;
  canWrite: boolean;
  act: (draft: Draft<SecurityCommand>) => Outcome<unknown> | void;
}

/** What people said of an item: attested, and what of it does not apply; each with who, until when, and the way back. */
export function Statements({
  finding: { item, facts, state, attestation, exception, parts = {} },
  canWrite,
  act,
}: Props) {
  const partText = (part: string) => {
    const fact = facts.find((each) => factKey(each) === part);
    return fact ? factText(fact) : part; // its key where it is not there any more
  };
  const common = { canWrite };
  return (
    <>
      {attestation && (
        <Statement
          {...common}
          said={attestation}
          title={attestedText(attestation)}
          text={attestation.evidence}
          link={attestation.link}
          ends={state === 'expired' ? t('security.item.expired', 'Expired') : t('security.item.expires', 'Expires')}
          undo={t('security.item.withdraw', 'Withdraw')}
          onUndo={() => act({ type: 'withdraw', item, seen: attestation.command })}
          approve={t('security.item.confirm', 'Confirm it')}
          onApprove={() => act({ type: 'confirm', item, seen: attestation.command })}
        />
      )}
      {exception && (
        <Statement
          {...common}
          said={exception}
          title={exceptionText(exception)}
          text={exception.reason}
          ends={t('security.item.until', 'Ends')}
          undo={undoText(exception)}
          onUndo={() => act({ type: 'endException', item, seen: exception.command })}
          approve={t('security.item.approve', 'Approve the exception')}
          onApprove={() => act({ type: 'approve', item, seen: exception.command })}
        />
      )}
      {Object.entries(parts).map(([part, one]) => (
        <Statement
          key={part}
          {...common}
          said={one}
          title={`${partText(part)}: ${exceptionText(one)}`}
          text={one.reason}
          ends={t('security.item.until', 'Ends')}
          undo={undoText(one)}
          onUndo={() => act({ type: 'endException', item, part, seen: one.command })}
          approve={t('security.item.approve', 'Approve the exception')}
          onApprove={() => act({ type: 'approve', item, part, seen: one.command })}
        />
      ))}
    </>
  );
}

function attestedText({ author, by, approved, ...said }: Attestation): string {
  if (isOwnWord({ author, by })) {
    return t('security.item.attested-by', 'Attested by {{author}}', verbatim({ author }));
  }
  return approved
    ? t(
        'security.item.confirmed-by',
        'Attested by {{author}}, confirmed by {{name}}',
        verbatim({ author, name: approved.by.name })
      )
    : t(
        'security.item.entered-by',
        'Entered by {{name}} in the name of {{author}}',
        verbatim({ author, name: by.name })
      );
}

function exceptionText({ approved, approver, by }: Exception): string {
  if (approved) {
    return t(
      'security.item.approved-by',
      'Not applicable: asked for by {{name}}, approved by {{approver}}',
      verbatim({ name: by.name, approver: approved.by.name })
    );
  }
  return approver
    ? t(
        'security.item.named',
        'Not confirmed: {{name}} named {{approver}} as approver',
        verbatim({ name: by.name, approver })
      )
    : t('security.item.asked', 'Asked to be not applicable by {{name}}', verbatim({ name: by.name }));
}

function undoText({ approved }: Exception): string {
  return approved ? t('security.item.end-exception', 'It applies again') : t('security.item.withdraw', 'Withdraw');
}

interface StatementProps {
  said: Attestation | Exception;
  title: string;
  /** Markdown. */
  text: string;
  link?: string;
  /** Said before the time of its end. */
  ends: string;
  canWrite: boolean;
  undo: string;
  onUndo: () => void;
  approve: string;
  onApprove: () => void;
}

function Statement({ said, title, text, link, ends, canWrite, undo, onUndo, approve, onApprove }: StatementProps) {
  const styles = useStyles2(getStyles);
  const waits = isWaiting(said);
  const mayNow = mayApprove(said, currentPerson());
  return (
    <div className={styles}>
      <Text weight="medium">{title}</Text> <Since at={said.approved?.at ?? said.at} />
      {waits && (
        <p>
          <StateMark mark="warning" label={t('security.item.waiting', 'waits for another person')} />{' '}
          {mayNow
            ? t('security.item.uncounted', 'It does not count until another person than who entered it approves it.')
            : t('security.item.own-request', 'It does not count yet: another person than you has to approve it.')}
        </p>
      )}
      <MarkdownView text={text} />
      {link && <WebLink url={link}>{t('security.item.link', 'Evidence')}</WebLink>}
      <p>
        {ends} <Since at={said.expires} />
      </p>
      {canWrite && (
        <Stack gap={1} wrap="wrap">
          {waits && mayNow && (
            <Button size="sm" icon="check" onClick={onApprove}>
              {approve}
            </Button>
          )}
          <Button size="sm" variant="secondary" fill="outline" onClick={onUndo}>
            {undo}
          </Button>
        </Stack>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    marginTop: theme.spacing(1),
    paddingLeft: theme.spacing(1),
    borderLeft: `2px solid ${theme.colors.border.medium}`,
  });
