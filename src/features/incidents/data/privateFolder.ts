import { useCallback } from 'react';
import { t } from '@grafana/i18n';
import { useQueryClient } from '@tanstack/react-query';
import {
  isOpenToRoles,
  makePrivateFolder,
  NotPrivate,
  privateFolder,
  type Team,
} from '../../../grafana/records/privateFolder';
import { RequestError } from '../../../grafana/request';
import { failureText } from '../../../shared/words/failures';

class MayNotWrite extends Error {}

class NotVerified extends Error {}

/** What the person chose about the folder. */
export interface PrivateAnswer {
  /** Who may open it, where it has to be made first. */
  team?: Team;
  /** Although nobody here can tell who else opens it. */
  isConfirmed?: boolean;
}

/** Sees to it that the private folder is there, private and writable. Throws what `privacyProblem` words: nothing is written then. */
export function usePreparePrivate(): (answer: PrivateAnswer) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async ({ team, isConfirmed }) => {
      try {
        const found = await privateFolder('private');
        if (found.state === 'missing') {
          await makePrivateFolder('private', team);
        } else if (found.state === 'closed' || !found.canWrite) {
          throw new MayNotWrite();
        } else if (found.grants && isOpenToRoles(found.grants)) {
          throw new NotPrivate(found.grants);
        } else if (!found.grants && !isConfirmed) {
          throw new NotVerified();
        }
      } finally {
        void client.invalidateQueries({ queryKey: ['access'] });
      }
    },
    [client]
  );
}

/** Why no private incident can be declared now. */
export function privacyProblem(error: unknown): string {
  if (error instanceof MayNotWrite) {
    return t(
      'privacy.not-yours-advice',
      'They are kept in the folder “Private incidents”. Its administrators can give you or your team Edit on it.'
    );
  }
  if (error instanceof NotVerified) {
    return t(
      'privacy.not-verified-advice',
      'You may not read the permissions of the folder “Private incidents”: confirm first that it may be kept there.'
    );
  }
  if (error instanceof RequestError && error.kind === 'precondition') {
    return t(
      'privacy.made-meanwhile',
      'Somebody else has just made the folder “Private incidents”. See who may open it, then try again.'
    );
  }
  if (error instanceof NotPrivate) {
    return t(
      'privacy.not-private',
      'The folder “Private incidents” is open to others. Take their permissions away in Grafana, then declare again.'
    );
  }
  if (error instanceof RequestError && error.kind === 'forbidden') {
    return t(
      'privacy.may-not-make',
      'You may not make the folder “Private incidents”: an Editor or an administrator can, by declaring the first one.'
    );
  }
  return failureText(error);
}
