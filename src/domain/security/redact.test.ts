import fc from 'fast-check';
import { redact, redactName } from './redact';

const PEM = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\nAAAA\n-----END OPENSSH PRIVATE KEY-----';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';

it.each([
  ['https://user:hunter2@db.example.org/x', 'https://…@db.example.org/x'],
  ['postgres://app:p@ss/w0rd@db:5432/x', 'postgres://…@db:5432/x'],
  ['admin:hunter2@db.example.org', 'admin:…@db.example.org'],
  ['tomcat:hunter2@db', 'tomcat:…@db'],
  ['GF_SECURITY_ADMIN_PASSWORD=hunter2 done', 'GF_SECURITY_ADMIN_PASSWORD=… done'],
  ['https://x.org/?token=abc&y=1', 'https://x.org/?token=…&y=1'],
  ['password: "two words" rest', 'password: … rest'],
  ['{"password": "x", "user": "ana"}', '{"password": …, "user": "ana"}'],
  ['{"password":"a\\"b","user":"ana"}', '{"password":…,"user":"ana"}'],
  ['{"db_password":"s3cret"}', '{"db_password":…}'],
  ["{'apiKey': 'abc'}", "{'apiKey': …}"],
  ['{"key":"abc"}', '{"key":…}'],
  ['"{\\"password\\":\\"hunter2\\"}"', '"{\\"password\\":…}"'],
  ['password => "x"', 'password => …'],
  ['<password>hunter2</password>', '<password>…</password>'],
  ['the password is hunter2.', 'the password is ….'],
  ['Password is swordfish, tell nobody', 'Password is …, tell nobody'],
  ['password was "two words"', 'password was …'],
  ["password=''hunter2", 'password=…'],
  ['token is \\"\\"hunter2', 'token is …'],
  ["mysql -p'two 'words shop", 'mysql -p… shop'],
  ['clé=&password is =', 'clé=… is …'],
  ['set the password to Tr0ub4dor&3', 'set the password to …'],
  ['with password hunter2', 'with password …'],
  ['secret: |\n  one\n\n  two: 2\nnext: 1', 'secret: …\n  …\nnext: 1'],
  ['data:\n  - password: >-\n      folded\n      words', 'data:\n  - password: …\n    …'],
  ['ansible_become_pass: swordfish', 'ansible_become_pass: …'],
  ['https://outlook.office.com/webhook/a-b@c/IncomingWebhook/d/e', 'https://outlook.office.com/webhook/…'],
  ['mot de passe : hunter2', 'mot de passe : …'],
  ['mot de passe\u00a0: azerty', 'mot de passe\u00a0: …'],
  ['le mot de passe est hunter2', 'le mot de passe est …'],
  ['Mot de passe = « deux mots »', 'Mot de passe = …'],
  ['mdp: azerty', 'mdp: …'],
  ['jeton : abcdef', 'jeton : …'],
  ['le jeton est abc123', 'le jeton est …'],
  ['clé : ab12cd34', 'clé : …'],
  ['cle\u0301: ab12cd34', 'cle\u0301: …'],
  ['clé d’API : abcdef', 'clé d’API : …'],
  ['clé secrète=abcdef', 'clé secrète=…'],
  ['secret : abcdef', 'secret : …'],
  ['API key: abcdef', 'API key: …'],
  ['Authorization: Bearer abcdefghijkl', 'Authorization: Bearer …'],
  ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic …'],
  ['authorization: Token abc', 'authorization: Token …'],
  ['Authorization: hunter2', 'Authorization: …'],
  ['curl -H "Authorization: Bearer abc" https://x', 'curl -H "Authorization: Bearer …" https://x'],
  ['Cookie: grafana_session=abcdef; theme=x', 'Cookie: …'],
  ['X-Api-Key: abcdef', 'X-Api-Key: …'],
  ['sent Bearer abc123def456', 'sent Bearer …'],
  ['curl -u admin:hunter2 https://x', 'curl -u admin:… https://x'],
  ['mysql -u root -phunter2 shop', 'mysql -u root -p… shop'],
  ["mysqldump -p'two words' shop", 'mysqldump -p… shop'],
  ['psql --password hunter2', 'psql --password …'],
  ['tool --token=abc --dry-run', 'tool --token=… --dry-run'],
  ['sshpass -p hunter2 ssh x', 'sshpass -p … ssh x'],
  ['redis-cli -h r -a hunter2 ping', 'redis-cli -h r -a … ping'],
  ['openssl rsa -passin pass:hunter2', 'openssl rsa -passin pass:…'],
  ['machine x login ana password hunter2', 'machine x login ana password …'],
  ['AccountName=a;AccountKey=abc==;EndpointSuffix=core', 'AccountName=a;AccountKey=…;EndpointSuffix=core'],
  ['Server=db;Password=a&b;Database=x', 'Server=db;Password=…;Database=x'],
  ['aws_secret_access_key = wJalrXUtnFEMI/K7MDENG', 'aws_secret_access_key = …'],
  ['glsa_abcdefghijklmnop1234', '…'],
  ['ghp_abcdefghijklmnopqrst', '…'],
  ['github_pat_11ABCDEFG0abcdefghij_klmnop', '…'],
  ['glpat-abcdefghijklmnop', '…'],
  ['xoxb-123456789012-abcdef', '…'],
  ['AKIAIOSFODNN7EXAMPLE', '…'],
  ['sk-abcdefghijklmnop', '…'],
  ['hvs.CAESIabcdefghijklmnop', '…'],
  ['https://hooks.slack.com/services/T000/B000/abc', 'https://hooks.slack.com/services/…'],
  [`see ${JWT} there`, 'see … there'],
  [`before ${PEM} after`, 'before … after'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIE', '…'],
])('takes the secret out of %j', (words, expected) => {
  expect(redact(words)).toBe(expected);
  expect(redact(expected)).toBe(expected);
});

it.each([
  'nothing to hide',
  'The key point: fine',
  'Keycloak: two-factor is on',
  'The password policy asks for 12 characters',
  'password is rotated every 90 days',
  'The password is stored in Vault',
  'The passwords are not shared',
  'Le mot de passe est changé tous les 90 jours',
  'Le mot de passe est conservé dans Vault',
  'Les jetons sont dans Vault',
  'La clé est dans le coffre',
  'password: ***',
  'password: ${DB_PASSWORD}',
  'password: $__file{/etc/secret}',
  'password = <your password>',
  'token: none',
  'Basic authentication is off, Bearer tokens are used',
  'Tokens expire after 30 days',
  'token OAuth2 per service',
  'passwords hashed with bcrypt',
  'skeleton-service-14 runs',
  'http://prometheus:9090',
  'http://monkey:9090/metrics',
  'https://token.example.org:8443/x',
  'https://medium.com/@ana/post',
  'quotes@sha256:0123456789abcdef',
  'image:tag@sha256:0123456789abcdef',
  'mail ana@example.org',
  'mailto:ana@example.org',
  'contact:ana@example.org',
  'at 14:30 and 2026-11-21T10:00:00Z',
  'ssh -p 22 host',
  'docker run -p 8080:80 x',
  'mysql -P 3306 -h db',
  'git clone git@github.com:org/repo.git',
  '-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----',
  'The secretary: Ana',
  'Rules: auth: LDAP, sig: none',
  'Le code : clair et court',
])('leaves %j', (words) => {
  expect(redact(words)).toBe(words);
});

it('changes nothing more the second time, and ends', () => {
  const piece = fc.constantFrom(
    ...[
      'password',
      'token',
      ' is ',
      ': ',
      '=',
      '"',
      "'",
      '\\"',
      'hunter2',
      ' ',
      '@',
      '://',
      ':',
      'a',
      '1',
      '…',
      ',',
      '&',
      ';',
      '{',
      '}',
      '\n',
      '-p',
      'mysql ',
      'clé',
    ]
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const once = redact(pieces.join(''));
      expect(redact(once)).toBe(once);
    })
  );
  expect(redact('token'.repeat(4_000))).toHaveLength(20_000);
});

describe('a name', () => {
  it.each([
    ['Team 2026', 'Team 2026'],
    ['prometheus-k8s-0', 'prometheus-k8s-0'],
    ['sa-1-ci-runner', 'sa-1-ci-runner'],
    ['grafana12.prod.example.org', 'grafana12.prod.example.org'],
    ['Équipe sûreté : Viewer', 'Équipe sûreté : Viewer'],
    ['ci s3cr3t-07-zQ9x', 'ci …'],
    ['backup PLANTED-SECRET-07', 'backup …'],
    ['deploy 9f8e7d6c5b4a39281706', 'deploy …'],
    ['bot glsa_abcdefABCDEF0123456789', 'bot …'],
    ['x QWxhZGRpbjpvcGVuIHNlc2FtZQ', 'x …'],
    ['loki password: hunter2', 'loki password: …'],
    ['Hunter2!', '…'],
  ])('%s is kept as %s', (name, kept) => {
    expect(redactName(name)).toBe(kept);
    expect(redactName(kept)).toBe(kept);
  });
});
