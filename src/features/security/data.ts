import { useState } from 'react';
import { t } from '@grafana/i18n';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { isRefused } from '../../domain/record/outcome';
import { emptySecurity, type ItemFinding, SECURITY_NAME, securityKind } from '../../domain/security/register';
import { resultsOf, reviewName, reviewOf, securityReviewKind } from '../../domain/security/review';
import { newId } from '../../grafana/ids';
import { isOpenToRoles, makePrivateFolder, NotPrivate, privateFolder } from '../../grafana/records/privateFolder';
import { create } from '../../grafana/records/store';
import { RequestError } from '../../grafana/request';
import { collectAudit } from '../../grafana/security/audit';
import { currentPerson, isServerAdmin, orgRole } from '../../grafana/user';
import { useContentLanguage } from '../../shared/hooks/useContentLanguage';
import { headKeys } from '../../shared/records/keys';
import { useRecord } from '../../shared/records/useRecord';
import { useSend } from '../../shared/records/useSend';
import { SERVER_ADMIN } from './review/results';

const MOST_A_DAY = 50;
/** So long the facts that were read are those that a review keeps: whoever looked at all of them need not again. */
const AUDIT_FRESH = 15 * 60_000;

interface Found {
  findings: ItemFinding[];
  extras: ItemFinding[];
  /** Titles of own items. */
  titles: Record<string, string>;
  at: string;
}

/** Saves what was found as a review of its own, under the day's next free name, with the facts that changes are found by. */
export function useKeepReview() {
  const client = useQueryClient();
  const language = useContentLanguage();
  return useMutation({
    mutationFn: async ({ restricted = false, ...found }: Found & { restricted?: boolean }) => {
      if (restricted) {
        await prepareRestricted();
      }
      const facts = await client.fetchQuery(audit);
      const review = reviewOf({
        ...found,
        restricted,
        id: newId(),
        by: currentPerson(),
        language,
        audit: facts,
        role: currentRole(),
      });
      for (let attempt = 1; ; attempt++) {
        try {
          return await create(securityReviewKind, reviewName(found.at, attempt), review);
        } catch (error) {
          if (!(error instanceof RequestError && error.kind === 'exists') || attempt === MOST_A_DAY) {
            throw error;
          }
        }
      }
    },
    onSuccess: () => client.invalidateQueries({ queryKey: headKeys.of(securityReviewKind.kind) }),
    onSettled: () => client.invalidateQueries({ queryKey: ['access'] }),
    meta: {
      failed: t('security.review.failed', 'The review could not be kept'),
      done: t('security.review.kept', 'The review is kept'),
    },
  });
}

/** Makes the folder for few people where it is missing. Throws RequestError, or NotPrivate where it is open to others. */
async function prepareRestricted(): Promise<void> {
  const found = await privateFolder('security');
  if (found.state === 'missing') {
    await makePrivateFolder('security');
  } else if (found.state === 'open' && found.grants && isOpenToRoles(found.grants)) {
    throw new NotPrivate(found.grants);
  }
}

/** Adds what this person sees more to a review that somebody kept in the last days. */
export function useCompleteReview(name: string) {
  const client = useQueryClient();
  const send = useSend(securityReviewKind, name);
  return useMutation({
    mutationFn: async ({ findings, extras, titles }: Found) => {
      const facts = await client.fetchQuery(audit);
      const sent = send({
        type: 'complete',
        results: resultsOf(findings, titles),
        extras: resultsOf(extras, titles),
        audit: facts,
        role: currentRole(),
      });
      if (!isRefused(sent)) {
        await sent.settled;
      }
      return sent;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: headKeys.of(securityReviewKind.kind) }),
    meta: { failed: t('security.review.complete-failed', 'The review could not be completed') },
  });
}

/** What the person may see, as the review says it. */
export function currentRole(): string {
  return isServerAdmin() ? SERVER_ADMIN : orgRole();
}

const audit = {
  queryKey: ['security-audit'],
  queryFn: ({ signal }: { signal: AbortSignal }) => collectAudit({ signal }),
  staleTime: AUDIT_FRESH,
  refetchOnWindowFocus: false,
};

/** The facts by which changes are found, as they are now: of folders, accounts and data sources the first ones. */
export function useAudit() {
  return useQuery(audit);
}

/** Looks at all folders, accounts and data sources, one by one, until it is stopped: what is known by then is shown and kept. */
export function useWholeAudit() {
  const client = useQueryClient();
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  const [stop, setStop] = useState<AbortController>();
  const look = useMutation({
    mutationFn: async () => {
      const ending = new AbortController();
      setStop(ending);
      setProgress(undefined);
      const onProgress = (done: number, total: number) => setProgress({ done, total });
      return collectAudit({ isWhole: true, stop: ending.signal, onProgress });
    },
    onSuccess: (found) => client.setQueryData(audit.queryKey, found),
  });
  return { look: () => look.mutate(), isLooking: look.isPending, progress, stop: () => stop?.abort() };
}

export function useSendSecurity() {
  return useSend(securityKind, SECURITY_NAME, { initial: emptySecurity });
}

/** A review as it was kept, and completed. */
export function useReview(name: string) {
  return useRecord(securityReviewKind, name, { watch: false });
}
