export { TimeField } from '../../../shared/ui/TimeField';
