import { t } from '@grafana/i18n';
import { RecordError } from '../../grafana/records/store';
import { RequestError } from '../../grafana/request';
import { verbatim } from './verbatim';

export interface Failure {
  /** What happened. */
  title: string;
  /** What the person can do about it. */
  advice: string;
}

/** Words for whatever stopped a request or a write; never the raw answer of a proxy. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RequestError) {
    return requestFailure(error.kind, error.message, error.said);
  }
  if (error instanceof RecordError) {
    return recordFailure(error.kind);
  }
  return {
    title: t('failures.unexpected.title', 'Something unexpected happened'),
    advice: error instanceof Error ? error.message : String(error),
  };
}

/** The same for what was only read: nothing that somebody typed is at stake. */
export function readFailure(error: unknown): Failure {
  return error instanceof RequestError ? withWordsOf(usualRead(error), error.kind, error.said) : failureOf(error);
}

function usualRead({ kind, message }: RequestError): Failure {
  const { title, advice } = usualFailure(kind, message);
  return {
    title: kind === 'forbidden' ? t('failures.read.forbidden-title', 'You may not read this') : title,
    advice: readAdvice(kind) ?? advice,
  };
}

function readAdvice(kind: RequestError['kind']): string | undefined {
  switch (kind) {
    case 'offline':
      return t('failures.read.offline', 'Look at the connection. It is asked again once Grafana answers.');
    case 'server':
    case 'timeout':
      return t('failures.read.server', 'Nothing was lost. Try again in a moment.');
    case 'unauthorized':
      return t('failures.read.unauthorized', 'Sign in again in another tab, then try again.');
    case 'forbidden':
      return t(
        'failures.read.forbidden',
        'An administrator of Grafana can allow it; for records, by the View permission on the folder “Opsbook”.'
      );
    default:
      return undefined;
  }
}

export function failureText(error: unknown): string {
  const { title, advice } = failureOf(error);
  return `${title}. ${advice}`;
}

/** What the server said is shown, and wins over what we can only guess: a quota that is reached, a folder that is managed, a size. */
export function requestFailure(kind: RequestError['kind'], message: string, said?: string): Failure {
  return withWordsOf(usualFailure(kind, message), kind, said);
}

function withWordsOf(usual: Failure, kind: RequestError['kind'], said?: string): Failure {
  if (!said || kind === 'invalid' || !TELLING.includes(kind) || SAYS_NO_MORE.test(said)) {
    return usual;
  }
  const quoted = t('failures.said', 'Grafana says: “{{message}}”.', verbatim({ message: said }));
  return kind === 'forbidden'
    ? { title: t('failures.refused.title', 'Grafana refused this'), advice: quoted }
    : { ...usual, advice: `${quoted} ${usual.advice}` };
}

/** Of the others we know more than the server says. */
const TELLING: ReadonlyArray<RequestError['kind']> = ['forbidden', 'tooLarge', 'throttled', 'server', 'precondition'];
/** Plain refusals for want of a permission, and the names of statuses. */
const SAYS_NO_MORE = /permission|access denied|unauthorized|^(forbidden|internal server error|HTTP \d+)\.?$/i;

function usualFailure(kind: RequestError['kind'], message: string): Failure {
  switch (kind) {
    case 'offline':
      return {
        title: t('failures.offline.title', 'Grafana does not answer'),
        advice: t(
          'failures.offline.advice',
          'What you typed is kept in this browser and sent once Grafana answers again.'
        ),
      };
    case 'timeout':
      return {
        title: t('failures.timeout.title', 'Grafana took too long to answer'),
        advice: t('failures.timeout.advice', 'It may be busy. What you typed is kept and tried again.'),
      };
    case 'aborted':
      return {
        title: t('failures.aborted.title', 'The request was stopped'),
        advice: t('failures.aborted.advice', 'Try again.'),
      };
    case 'unauthorized':
      return {
        title: t('failures.unauthorized.title', 'You are signed out'),
        advice: t(
          'failures.unauthorized.advice',
          'Sign in again in another tab, as the same person. What you typed is kept until then.'
        ),
      };
    case 'forbidden':
      return {
        title: t('failures.forbidden.title', 'You may not do this'),
        advice: t(
          'failures.forbidden.advice',
          'Whoever administers the folder “Opsbook” can give you or your team the Edit permission on it.'
        ),
      };
    case 'missing':
      return {
        title: t('failures.missing.title', 'This does not exist in Grafana'),
        advice: t('failures.missing.advice', 'It may have been deleted, or the address may be mistyped.'),
      };
    case 'exists':
      return {
        title: t('failures.exists.title', 'This name is taken'),
        advice: t('failures.exists.advice', 'Choose another one.'),
      };
    case 'conflict':
      return {
        title: t('failures.conflict.title', 'Somebody else changed this at the same time'),
        advice: t('failures.conflict.advice', 'Try again: your change is then made on top of theirs.'),
      };
    case 'precondition':
      return {
        title: t('failures.precondition.title', 'Grafana has a newer version of this'),
        advice: t('failures.precondition.advice', 'Read it again, then repeat your change.'),
      };
    case 'tooLarge':
      return {
        title: t('failures.too-large.title', 'This is too large for the server'),
        advice: t('failures.too-large.advice', 'Shorten the text or the evidence. What you typed is kept.'),
      };
    case 'manySeries':
      return {
        title: t('failures.many-series.title', 'The query returns far too many series'),
        advice: t(
          'failures.many-series.advice',
          'It was not read any further. Aggregate them, for instance with sum(…) or max(…).'
        ),
      };
    case 'invalid':
      return { title: t('failures.invalid.title', 'Grafana refused this'), advice: message };
    case 'throttled':
      return {
        title: t('failures.throttled.title', 'Grafana asks to slow down'),
        advice: t('failures.throttled.advice', 'It is tried again by itself in a moment.'),
      };
    case 'format':
      return {
        title: t('failures.format.title', 'The answer does not come from Grafana'),
        advice: t(
          'failures.format.advice',
          'A proxy or a login page may stand in between. Reload the page, and sign in where it asks.'
        ),
      };
    case 'server':
      return {
        title: t('failures.server.title', 'Grafana had an error'),
        advice: t(
          'failures.server.advice',
          'It is read again before anything is repeated, so nothing is written twice.'
        ),
      };
  }
}

export function recordFailure(kind: RecordError['kind']): Failure {
  switch (kind) {
    case 'deleted':
      return {
        title: t('failures.deleted.title', 'This record was deleted in Grafana'),
        advice: t(
          'failures.deleted.advice',
          'What you typed is kept. Restore the record from Grafana’s trash, then send it again.'
        ),
      };
    case 'replaced':
      return {
        title: t('failures.replaced.title', 'Another record has taken this name'),
        advice: t('failures.replaced.advice', 'Nothing was written. Copy what you typed and open the right record.'),
      };
    case 'noFolder':
      return {
        title: t('failures.no-folder.title', 'The folder of these records does not exist yet'),
        advice: t(
          'failures.no-folder.advice',
          'Make it in Setup, or ask an administrator to. What you typed is kept and can be sent again.'
        ),
      };
    case 'foreign':
      return {
        title: t('failures.foreign.title', 'This is not from the folder of these records'),
        advice: t(
          'failures.foreign.advice',
          'A dashboard in another folder has this name: anybody may have made it, so it is neither shown nor counted. Move or rename it in Grafana.'
        ),
      };
    case 'unreadable':
      return {
        title: t('failures.unreadable.title', 'This would make the record unreadable'),
        advice: t('failures.unreadable.advice', 'Nothing was written. Correct what you typed, then send it again.'),
      };
    case 'noNumber':
      return {
        title: t('failures.no-number.title', 'No free number was found'),
        advice: t(
          'failures.no-number.advice',
          'Every number that was tried is taken. Look in Grafana for dashboards that are named like incidents and are none.'
        ),
      };
    case 'damaged':
      return {
        title: t('failures.damaged.title', 'This record cannot be read'),
        advice: t(
          'failures.damaged.advice',
          'It is left as it is. Its raw content and its history are shown, and an earlier version can be restored in Grafana.'
        ),
      };
    case 'newer':
      return {
        title: t('failures.newer.title', 'This record was written by a newer version of Opsbook'),
        advice: t('failures.newer.advice', 'It is read-only here until the plugin is updated.'),
      };
    case 'managedFolder':
      return {
        title: t('failures.managed-folder.title', 'The folder of these records is managed by Git Sync or provisioning'),
        advice: t(
          'failures.managed-folder.advice',
          'Grafana takes nothing there that does not come from its repository or files. Use folders that are not managed for Opsbook. What you typed is kept.'
        ),
      };
    case 'managed':
      return {
        title: t('failures.managed.title', 'This record is provisioned'),
        advice: t('failures.managed.advice', 'It is kept in files or in Git and changed there.'),
      };
    case 'full':
      return {
        title: t('failures.full.title', 'This record is full'),
        advice: t(
          'failures.full.advice',
          'Nothing was written, and what you typed is kept. Shorten it, link to long texts, or put it into another record. An incident can still be resolved, reviewed and closed, a week signed off.'
        ),
      };
    case 'busy':
      return {
        title: t('failures.busy.title', 'Too many people write here at the same time'),
        advice: t('failures.busy.advice', 'Your change is kept, and sent again by itself in a moment.'),
      };
  }
}
