import { securityReviewKind } from '../../../domain/security/review';
import { readReviewHead } from '../../../domain/security/reviewHead';
import { type SecurityReview } from '../../../domain/security/reviewSchema';
import { type KeptFacts } from '../../../domain/security/snapshot';
import { useHeads } from '../../../shared/records/useHeads';
import { useSecurityRegister } from '../../../shared/security/useSecurity';
import { type ConfigurationChanges, useChanges } from '../changes/useChanges';
import { useEarlier } from '../changes/useEarlier';

/** What changed from the review before this one to it, with what people said of it. */
export function useReviewChanges(name: string, review: SecurityReview): ConfigurationChanges | undefined {
  const { heads } = useHeads(securityReviewKind, { limit: 100, sort: '-name' });
  const names = heads
    .map((hit) => ({ name: hit.name, at: readReviewHead(hit.head).at ?? '' }))
    .filter((each) => each.name !== name && each.at !== '' && each.at < review.at)
    .sort((a, b) => b.at.localeCompare(a.at))
    .map((each) => each.name);
  const { record: register } = useSecurityRegister({ watch: false });
  const { earlier } = useEarlier(names.length > 0 ? names : [name], review.audit);
  return useChanges(names.length > 0 ? earlier : NONE, review.audit, { register, now: review.at });
}

const NONE: KeptFacts[] = [];
