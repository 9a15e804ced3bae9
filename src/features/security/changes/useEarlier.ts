import { useMemo } from 'react';
import { type AuditFacts, type KeptFacts, lastSeen } from '../../../domain/security/snapshot';
import { useReview } from '../data';

/**
 * The facts of the newest of some reviews, and of up to two before it where whoever looks sees more than it kept: those of people with
 * fewer rights do not end what an administrator has to find.
 */
export function useEarlier(names: string[], after: AuditFacts | undefined) {
  const [first = '', second = first, third = second] = names;
  const newest = useReview(first);
  const before = useReview(isShort([newest.record?.audit], after) ? second : first);
  const oldest = useReview(isShort([newest.record?.audit, before.record?.audit], after) ? third : first);
  const [one, two, three] = [newest.record?.audit, before.record?.audit, oldest.record?.audit];
  const earlier = useMemo(
    (): KeptFacts[] =>
      [
        { review: first, facts: one },
        { review: second, facts: two },
        { review: third, facts: three },
      ].flatMap(({ review, facts }) => (facts ? [{ review, facts }] : [])),
    [first, second, third, one, two, three]
  );
  return { newest, earlier };
}

/** Whether somebody sees now what none of the reviews kept. */
function isShort(kept: Array<AuditFacts | undefined>, after: AuditFacts | undefined): boolean {
  const facts = kept.flatMap((each) => (each ? [{ review: '', facts: each }] : []));
  return (
    after !== undefined &&
    Object.keys(lastSeen([{ review: '', facts: after }], after)).some(
      (of) => !Object.hasOwn(lastSeen(facts, after), of)
    )
  );
}
