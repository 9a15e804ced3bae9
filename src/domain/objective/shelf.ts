import { type Shelf } from '../record/record';

/** Where the register lies: its head tells how many objectives there are, without the code that reads them. */
export const OBJECTIVES_SHELF: Shelf = { kind: 'objectives', folders: ['registers'] };
