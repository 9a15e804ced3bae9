export { clockText, dayAndClock, dayText } from '../../shared/words/times';
