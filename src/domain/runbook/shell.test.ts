import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { fillCommand } from './shell';

const nasty = [
  '; rm -rf /',
  '$(reboot)',
  '`reboot`',
  "it's",
  '"quoted"',
  'two\nlines',
  'a b',
  '$HOME',
  '*',
  '~root',
  '#no',
  '!!',
  '\\',
  '&& id',
  "'; id; '",
];

it.each([
  ['kubectl get pods -n <ns>', 'haddock', 'kubectl get pods -n haddock'],
  ['kubectl get pods -n <ns>', '; rm -rf /', "kubectl get pods -n '; rm -rf /'"],
  ['grep "app=<ns>" file', 'a"$(id)b', 'grep "app="\'a"$(id)b\'"" file'],
  ["grep 'app=<ns>' file", "it's", "grep 'app=it'\\''s' file"],
  ['docker pull redis:<ns>', '8', 'docker pull redis:8'],
])('quotes in %j the value %j', (template, ns, filled) => {
  expect(fillCommand(template, { ns })).toEqual({ ok: filled });
});

/** What a real shell hands to a program. */
function argumentsOf(commands: string[]): string[][] {
  const script = commands.map((command) => `${command}; printf '\\001'`).join('\n');
  const output = execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { PATH: '/usr/bin:/bin' } });
  return output
    .split('\u0001')
    .slice(0, -1)
    .map((part) => part.split('\u0002').slice(0, -1));
}

it('hands every value to a real shell as data, wherever it can stand', () => {
  const templates = [
    "printf '%s\\002' <v>",
    'printf \'%s\\002\' "<v>"',
    "printf '%s\\002' '<v>'",
    'printf \'%s\\002\' "$(printf %s "<v>")"',
    'printf \'%s\\002\' x"${PATH:+}"<v>',
  ];
  const values = fc.sample(
    fc.oneof(
      fc.constantFrom(...nasty),
      fc.string({ unit: fc.constantFrom(...'ab \'"$`\\;|&<>(){}[]*?!#~=%-\n\té'), minLength: 1 })
    ),
    { numRuns: 300, seed: 7 }
  );
  const cases = values
    .filter((value) => !value.endsWith('\n') && !value.startsWith('-'))
    .flatMap((v) => templates.map((template) => ({ v, template, outcome: fillCommand(template, { v }) })));
  const filled = cases.flatMap(({ v, template, outcome }) =>
    'ok' in outcome ? [{ v, template, command: outcome.ok }] : []
  );
  expect(filled.length).toBeGreaterThan(800);
  const seen = argumentsOf(filled.map(({ command }) => command));
  filled.forEach(({ v, template }, index) => {
    expect(seen[index]).toEqual([template.includes(' x"') ? `x${v}` : v]);
  });
});

it.each([
  ['in a comment', 'ls # <v>'],
  ['in backticks', 'echo `cat <v>`'],
  ['in an expansion', 'echo ${x:-<v>}'],
  ['in arithmetic', 'echo $((<v> + 1))'],
  ['after a dollar', 'echo $<v>'],
  ['as the command', '<v> --help'],
  ['as the command of a pipe', 'ls | <v>'],
  ['in a here-document', 'cat <<EOF\n<v>\nEOF'],
  ['for another shell', "sh -c 'echo <v>'"],
  ['over ssh', 'ssh host <v>'],
  ['among the patterns of case', 'case x in a) echo <v>;; esac'],
])('refuses a value %s, where it could not stay data', (_, template) => {
  expect(fillCommand(template, { v: '$(id)' })).toEqual({
    refused: { reasons: [{ code: 'parameter.place', values: { name: 'v' } }] },
  });
});

it('refuses what would be an option, a control character, and what is missing', () => {
  expect(fillCommand('kubectl delete pod <v>', { v: '--all' })).toEqual({
    refused: { reasons: [{ code: 'parameter.option', values: { name: 'v' } }] },
  });
  expect(fillCommand('echo <v>', { v: 'a\u0003b' })).toEqual({
    refused: { reasons: [{ code: 'parameter.control', values: { name: 'v' } }] },
  });
  expect(fillCommand('echo <v>', { v: undefined })).toEqual({
    refused: { reasons: [{ code: 'parameter.missing', values: { name: 'v' } }] },
  });
});

it('leaves alone what is not declared: a redirection, a placeholder of somebody else', () => {
  expect(fillCommand('sort <input >output <other>', { v: '1' })).toEqual({ ok: 'sort <input >output <other>' });
});
