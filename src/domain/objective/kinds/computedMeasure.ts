export const COMPUTED = [
  'recovery',
  'mttr',
  'mtbf',
  'reviewsOnTime',
  'actionsOnTime',
  'proactiveDetection',
  'oee',
] as const;

/** What is computed from incidents, reviews and actions; OEE is a product of other objectives. */
export type ComputedMeasure = Exclude<(typeof COMPUTED)[number], 'oee'>;
