import { milestoneState } from './rules';
import { type Milestone, type Milestones, type Status } from './schema';

const AT = '2026-11-20T14:30:00Z';
const stateOf = (milestone: Milestone, status: Status, known: Milestone[]) =>
  milestoneState({ status, milestones: Object.fromEntries(known.map((each) => [each, AT])) as Milestones }, milestone);

it.each<[Milestone, Status, Milestone[], string]>([
  ['detected', 'declared', ['detected'], 'known'],
  ['started', 'declared', ['declared'], 'unknown'], // it must have begun
  ['detected', 'declared', [], 'unknown'],
  ['acknowledged', 'declared', ['declared'], 'notYet'],
  ['acknowledged', 'identified', ['declared', 'identified'], 'unknown'], // stepped over
  ['identified', 'identified', ['declared'], 'unknown'], // it is there, its time was cleared
  ['mitigated', 'identified', ['declared', 'identified'], 'notYet'],
  ['closed', 'resolved', ['declared', 'resolved'], 'notYet'],
  ['mitigated', 'closed', ['declared', 'closed'], 'unknown'],
  ['resolved', 'void', ['declared'], 'unknown'], // it never comes
])('%s of an incident that is %s with %s is %s', (milestone, status, known, expected) => {
  expect(stateOf(milestone, status, known)).toBe(expected);
});
