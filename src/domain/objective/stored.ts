import { type StoredKind } from '../record/record';
import { type ObjectivesRegister, objectivesRegister } from './schema';
import { OBJECTIVES_SHELF } from './shelf';

// Apart from register.ts: overviews read objectives, and change none.

export const OBJECTIVES = 'opsbook-objectives';
export { OBJECTIVES_SHELF } from './shelf';

export const storedObjectives: StoredKind<ObjectivesRegister> = {
  ...OBJECTIVES_SHELF,
  version: 1,
  schema: objectivesRegister,
};
