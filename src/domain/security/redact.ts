/** Names of secrets: after them stands one. French ones too. */
const STRONG = String.raw`(?:[\w.-]{0,60}(?:passw(?:or)?d|passphrase|passcode|pwd|secret(?!ar)|token(?!i[sz])|api[ _-]?key|access[ _-]?key|private[ _-]?key|account[ _-]?key|signing[ _-]?key|encryption[ _-]?key|integration[ _-]?key|master[ _-]?key|license[ _-]?key|credential)[\w.-]{0,60}|[\w.-]{1,60}_pass|mots? de passe|mot_de_passe|motdepasse|mdp|phrases? (?:de passe|secr(?:è|e\u0300?)tes?)|codes? secrets?|jetons?(?: d[’']acc(?:è|e\u0300?)s)?|cl(?:é|e\u0301?)s? (?:d[’']api|api|d[’']acc(?:è|e\u0300?)s|priv(?:é|e\u0301?)es?|secr(?:è|e\u0300?)tes?|de chiffrement)|identifiants?)`;
/** Names of much else too: what follows has to look like a secret, unless `=` gives it. */
const WEAK = String.raw`(?:key|auth|sig|signature|pass|psw|pin|cl(?:é|e\u0301?))`;
const START = String.raw`(?<![\p{L}\p{N}_.-])(?<!:\/\/)`;
const QUOTED = String.raw`"(?:[^"\\]|\\[^])*"|\\"(?:(?!\\")[^])*\\"|'[^'\n]*'|\x60[^\x60\n]*\x60|«[^»]*»|“[^”]*”`;
/** Up to a space, or to what separates it from the next name. */
const BARE = String.raw`(?:[^\s&;,]|,(?!\s|$|["']?[\w.-]+["']?\s*[=:])|[&;](?![\w .-]+=|\s|$))+`;

/** A block of YAML: all lines below the name that stand further in. */
const BLOCK = new RegExp(
  String.raw`^([ \t]*)((?:- +)?["']?(?:${STRONG}|${WEAK})["']?[ \t]*:[ \t]*[|>][-+\d]{0,2}[ \t]*\r?\n)(?:(?:\1[ \t]+\S.*|[ \t]*)(?:\r?\n|$(?![^])))+`,
  'gimu'
);
const PEM = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[^]*?(?:-----END [A-Z0-9 ]*-----|$)/g;
const HEADER =
  /((?:proxy-)?authorization\\?["']?\s*[:=]\s*\\?["']?)(?:(bearer|basic|token|apikey|negotiate)\s+[^\s"'\\]+|[^\s"'\\]+(?:[ \t]+[\w-]+=[^\n"']*|[ \t]+[^\s"'\\]+)?)/gi;
const COOKIE = /\b((?:set-)?cookie\\?["']?\s*[:=]\s*\\?["']?)[^\s=]+=[^\n"']*/gi;
const SCHEME = /\b(Bearer|Basic|Token) +(?=\S*(?:\d|=|[a-z][A-Z]))[\w.~+/=-]{8,}/g;
const IN_URL = /(\b[a-z][a-z0-9+.-]*:\/\/)(?:[^\s/:@?#]+:(?!\d+\/)[^\s"'<>]*|[^\s/?#]*)@/gi;
const WITH_HOST =
  /(?<![\w./:@-])((?!(?:mailto|e?-?mails?|to|cc|from|contact|sips?|xmpp):)[a-z][\w.-]*:)(?!\/\/)[^\s:@/]+(?=@(?!sha\d+:)[a-z0-9[])/gi;
const HOOK =
  /(hooks\.slack\.com\/(?:services|workflows)\/|discord(?:app)?\.com\/api\/webhooks\/|webhook\.office\.com\/|outlook\.office(?:365)?\.com\/webhook\/)[^\s"'<>)]+/gi;
const ELEMENT = new RegExp(`(<(${STRONG})>)[^<]+`, 'giu');
const OPTION = new RegExp(String.raw`((?:^|\s)--?${STRONG}[ \t]+)(?!-)(?:${QUOTED}|[^\s|;]+)`, 'giu');
const COMMANDS: RegExp[] = [
  /\b((?:mysql|mysqldump|mysqladmin|mysqlimport|mariadb|mariadb-dump)\b[^\n|;]*?\s-p)(?:"[^"]*"|'[^']*'|[^\s|;]+)/gi,
  /\b((?:sshpass|docker login|podman login|helm registry login|az login)\b[^\n|;]*?\s-p\s*)(?:"[^"]*"|'[^']*'|[^\s|;]+)/gi,
  /\b(redis-cli\b[^\n|;]*?\s-a\s+)(?:"[^"]*"|'[^']*'|[^\s|;]+)/gi,
  /\b(ldap\w+\b[^\n|;]*?\s-w\s+)(?:"[^"]*"|'[^']*'|[^\s|;]+)/gi,
  /((?:^|\s)(?:-u|--user|--proxy-user)[ =]["']?[^\s:"']+:)[^\s"']+/gi,
  /\b(-pass(?:in|out)?\s+pass:)\S+/gi,
  /\b(login\s+\S+\s+password\s+)\S+/gi,
];
const SHAPES = new RegExp(
  [
    String.raw`github_pat_\w{16,}`,
    String.raw`gh[pousr]_\w{12,}`,
    String.raw`gl(?:pat|dt|rt|ptt|cbt|soat|ffct|agent)-[\w-]{12,}`,
    String.raw`gl(?:sa|c)_[\w+/=-]{12,}`,
    String.raw`xox[a-z]-[\w-]{10,}|xapp-[\w-]{10,}`,
    String.raw`(?:sk|rk|pk)[-_][\w-]{12,}`,
    String.raw`(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}`,
    String.raw`AIza[\w-]{30,}|ya29\.[\w-]{20,}`,
    String.raw`npm_\w{20,}|pypi-[\w-]{20,}|dckr_pat_[\w-]{16,}|do[por]_v1_\w{16,}|shp(?:at|ss|ca|pa)_\w{16,}`,
    String.raw`hv[sbr]\.[\w-]{16,}|SG\.[\w-]{12,}\.[\w-]{12,}|AGE-SECRET-KEY-1\w{20,}`,
    String.raw`eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*){0,3}`,
  ]
    .map((shape) => `\\b(?:${shape})`)
    .join('|'),
  'g'
);
const ASSIGNED = new RegExp(
  String.raw`${START}((${STRONG}|${WEAK})(\\?["'\x60]?\s*(?:=>|:=|[=:：])\s*))(${QUOTED}|${BARE})`,
  'giu'
);
const SAID = new RegExp(
  String.raw`${START}((${STRONG})\s+(?:(?:is|was|are|were|became|to|est|était|sont|vaut|devient)(?: now| set to)?\s*:?\s+)?)(${QUOTED}|\S+)`,
  'giu'
);
const SAYS = /\s(?:is|was|are|were|became|to|est|était|sont|vaut|devient)(?: now| set to)?\s*:?\s+$/i;

/** What stands where a secret could, and is none. */
const PLACEHOLDER = new RegExp(
  String.raw`^(?:-+|…[^\p{L}\p{N}]*|\.{3}|\*+|•+|[xX]{3,}|<(?:[^>]*>|\p{L}+$)|\[[^\]]*\]|\$\{?[\w.]+\}?|\$__\w+\{.*|\$\(.*|\{\{.*|%\w+%|none|null|nil|undefined|true|false|yes|no|n\/a|oui|non|aucune?|unset|empty|vide|redacted|masked|hidden)$`,
  'iu'
);
/** Words that go on with a sentence on secrets. */
const WORD = new RegExp(
  String.raw`^(?:a|an|the|this|that|it|its|in|on|at|as|by|of|for|from|with|and|or|not|now|no|never|always|only|also|still|too|so|very|be|been|being|have|has|is|are|was|will|can|must|should|may|to|per|one|same|well|long|short|safe|secure|strong|weak|default|unique|unknown|known|valid|invalid|wrong|correct|missing|absent|required|mandatory|optional|needed|different|identical|public|private|secret|visible|available|\w{2,}(?:ed|ing)|set|kept|held|sent|given|put|reset|read|left|lost|stolen|hidden|written|shown|seen|known|stale|old|new|ok|okay|fine|good|bad|there|here|everywhere|nowhere|pas|plus|jamais|toujours|bien|trop|très|encore|aussi|dans|sur|en|par|pour|avec|sans|à|au|aux|le|la|les|un|une|des|de|du|et|ou|qui|que|fort|faible|valide|invalide|requise?s?|obligatoires?|inconnue?s?|connue?s?|vides?|propres?|\p{L}{3,}(?:é|ée|és|ées|ant))$`,
  'iu'
);
const ALGORITHM =
  /^(?:oauth2?|openid|sha-?\d+|md5|base64|bcrypt|scrypt|argon2\w*|pbkdf2|[rhep]s\d{3}|aes-?\d*|totp|v\d+|\w+\(\))$/i;

/**
 * Takes secrets out of a text before it is stored: what is named as one in text, code, commands and headers, in English and
 * French, credentials in addresses, tokens by their shape, private keys. Doing it twice changes nothing more.
 */
export function redact(words: string): string {
  const text = redactOnce(words);
  return text === words ? text : redact(text); // what went on right behind a quoted secret is seen once that is gone
}

function redactOnce(words: string): string {
  const shaped = words
    .replace(
      BLOCK,
      (whole, indent: string, name: string) => `${indent}${name}${indent}  …${whole.endsWith('\n') ? '\n' : ''}`
    )
    .replace(PEM, '…')
    .replace(IN_URL, '$1…@')
    .replace(HOOK, '$1…')
    .replace(HEADER, (_, name: string, scheme?: string) => `${name}${scheme ? `${scheme} ` : ''}…`)
    .replace(COOKIE, '$1…')
    .replace(SCHEME, '$1 …')
    .replace(SHAPES, '…')
    .replace(ELEMENT, '$1…');
  return COMMANDS.reduce((text, command) => text.replace(command, '$1…'), shaped)
    .replace(OPTION, '$1…')
    .replace(WITH_HOST, '$1…')
    .replace(ASSIGNED, assigned)
    .replace(SAID, said);
}

function assigned(whole: string, before: string, name: string, separator: string, value: string): string {
  const isCertain = !IS_WEAK.test(name) || separator.includes('=') || /^\\?["'\x60]/.test(separator);
  const [text, after] = withoutEnd(value);
  return PLACEHOLDER.test(text) || (!isCertain && !looksSecret(text)) ? whole : `${before}…${after}`;
}

function said(whole: string, before: string, _: string, value: string): string {
  const [text, after] = withoutEnd(value);
  const isQuoted = /^(?:\\?"|['\x60«“])/.test(value);
  const isSecret = SAYS.test(before) ? isQuoted || !WORD.test(text) : isQuoted ? false : looksSecret(text);
  return PLACEHOLDER.test(text) || !isSecret ? whole : `${before}…${after}`;
}

const IS_WEAK = new RegExp(`^${WEAK}$`, 'iu');

/** The value and the punctuation of the sentence after it. */
function withoutEnd(value: string): [text: string, after: string] {
  const after = /^(?:\\?"|['\x60«“])/.test(value) ? '' : (/(?<=[^.])[.,:!?)]$/.exec(value)?.[0] ?? '');
  return [value.slice(0, value.length - after.length), after];
}

/** Addresses, paths, numbers with a unit. */
const PLAIN = new RegExp(String.raw`^(?:https?:|\/|\d+(?:[-:.]\d+)*\p{L}{0,3}$)`, 'u');
const LETTER = new RegExp(String.raw`\p{L}`, 'u');
const SIGN = new RegExp(String.raw`[^\p{L}\p{N}’'.,:;!?()/-]`, 'u');

/** Letters with digits or signs amid them, as no word has. */
function looksSecret(text: string): boolean {
  return (
    text.length >= 5 &&
    !ALGORITHM.test(text) &&
    !PLAIN.test(text) &&
    LETTER.test(text) &&
    (/\d/.test(text) || SIGN.test(text))
  );
}

/** Letters, perhaps with a number after them; a number; a short mix as in `k8s`. */
const NAME_PART = new RegExp(String.raw`^(?:\p{L}+\d{0,3}|\d{1,8}|v\d+|[\p{L}\d]{1,3})$`, 'u');
const SECRET_WORD = /passw|secret|token|credential|api-?key|hunter/i;
/** Capitals amid small letters, over and over, as in what a machine made up. */
const SCRAMBLED = /^(?=.{16,}$)[A-Za-z]*(?:[a-z][A-Z]+[a-z]+){3}/;

/** What somebody called a thing, without what a password or token could be: of the words that mix letters and digits only plain ones stay. */
export function redactName(name: string): string {
  return redact(name).replace(/[^\s:,;()/|]+/g, (word) => {
    const parts = word.split(/[-_.@]/).filter(Boolean);
    const isPlain = parts.every((part) => NAME_PART.test(part) && !SCRAMBLED.test(part));
    return isPlain && !(SECRET_WORD.test(word) && /\d/.test(word)) ? word : '…';
  });
}
