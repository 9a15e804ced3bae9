import { t } from '@grafana/i18n';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { emptySecurity, type Finding, SECURITY_NAME, securityKind } from '../../domain/security/register';
import { reviewName, reviewOf, securityReviewKind } from '../../domain/security/review';
import { newId } from '../../grafana/ids';
import { create } from '../../grafana/records/store';
import { RequestError } from '../../grafana/request';
import { currentPerson } from '../../grafana/user';
import { useContentLanguage } from '../../shared/hooks/useContentLanguage';
import { headKeys } from '../../shared/records/keys';
import { useRecord } from '../../shared/records/useRecord';
import { useSend } from '../../shared/records/useSend';

const MOST_A_DAY = 50;

/** Saves what was found as a review of its own, under the day's next free name. */
export function useKeepReview() {
  const client = useQueryClient();
  const language = useContentLanguage();
  return useMutation({
    mutationFn: async ({
      findings,
      extras,
      at,
      note,
    }: {
      findings: Finding[];
      extras: Finding[];
      at: string;
      note?: string;
    }) => {
      const review = reviewOf({ id: newId(), at, by: currentPerson(), language, note, findings, extras });
      for (let attempt = 1; ; attempt++) {
        try {
          return await create(securityReviewKind, reviewName(at, attempt), review);
        } catch (error) {
          if (!(error instanceof RequestError && error.kind === 'exists') || attempt === MOST_A_DAY) {
            throw error;
          }
        }
      }
    },
    onSuccess: () => client.invalidateQueries({ queryKey: headKeys.of(securityReviewKind.kind) }),
    meta: {
      failed: t('security.review.failed', 'The review could not be kept'),
      done: t('security.review.kept', 'The review is kept'),
    },
  });
}

export function useSendSecurity() {
  return useSend(securityKind, SECURITY_NAME, { initial: emptySecurity });
}

/** A review as it was kept: nobody changes it. */
export function useReview(name: string) {
  return useRecord(securityReviewKind, name, { watch: false });
}
