export { TimeField } from '../../../shared/TimeField';
