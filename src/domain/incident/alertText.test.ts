import { readAlertText } from './alertText';

it.each([
  [
    'HighErrorRate {alertname=HighErrorRate, service=quotes} - B=6.2',
    undefined,
    { name: 'HighErrorRate', labels: ['alertname=HighErrorRate', 'service=quotes'] },
  ],
  [
    'Latency {p95} {alertname=Latency {p95}, service=quotes} - B=1',
    undefined,
    { name: 'Latency {p95}', labels: ['alertname=Latency {p95}', 'service=quotes'] },
  ],
  [
    'Slow {p95} {alertname=other, grafana_folder=A} ',
    'Slow {p95}',
    { name: 'Slow {p95}', labels: ['alertname=other', 'grafana_folder=A'] },
  ],
  [
    'Disk {alertname=Disk, mount=/a, /b, route={id}}',
    undefined,
    { name: 'Disk', labels: ['alertname=Disk', 'mount=/a, /b', 'route={id}'] },
  ],
  ['Disk {}', 'Disk', { name: 'Disk', labels: [] }],
  ['said by somebody', undefined, { name: '', labels: [] }],
])('reads %s', (text, known, expected) => {
  expect(readAlertText(text, known)).toEqual(expected);
});
