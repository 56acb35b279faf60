/** A stretch of text that looks like a secret. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Characters of one secret that are hidden by its shape; what is longer is content, and no secret. */
const LONGEST = 8_192;
/** Characters that a rule reads before the secret, or after it. */
const AROUND = 512;

/** Characters of a list of cookies. */
const LIST = 8_192;

/** How many characters must be known after a place to tell whether a secret begins there. */
export const REACH = LONGEST + 2 * AROUND;
/** How many characters before a secret may tell that it is one. */
export const BEFORE = LIST + 2 * AROUND;

/** Ends of names whose values are secrets: `newPassword`, `access_token`, `X-Api-Key`. */
const NAME =
  /(?:access|private|secret|signing|api)[-_]?key|passw(?:or)?d|passphrase|passcode|secret|token|jwt|credentials?|signature|authorization|cookie|session[-_]?id/gi;

/** A quote in a text that may itself be a string of JSON in another; the backslashes before it are group `depth`. */
const QUOTE = String.raw`(?<depth>\\{0,7})"`;
const SAME_QUOTE = String.raw`\k<depth>"`;
/** What stands between such quotes: no run of backslashes in it ends as the closing quote does. */
const PAIRS = String.raw`(?:\k<depth>\k<depth>\\\\)`;
const CLOSING = String.raw`\k<depth>(?!\\)"`;
const QUOTED = String.raw`(?:[^"\\]|(?!${PAIRS}{0,8}${CLOSING})\\+"?){0,${LONGEST}}(?:${PAIRS}{1,8}(?=${CLOSING}))?`;
const SPACE = String.raw`[ \t\r\n]{0,16}`;

/** What comes after such a name. Group `before` is what stays; what follows it is the secret. */
const AFTER_NAME: readonly RegExp[] = [
  // {"password":"..."}
  `(?<before>${QUOTE}${SPACE}:${SPACE}${SAME_QUOTE})${QUOTED}`,
  // {"set-cookie":["..."]}
  `(?<before>${QUOTE}${SPACE}:${SPACE}\\[${SPACE}${SAME_QUOTE})${QUOTED}`,
  // {"name":"Authorization","value":"..."}
  `(?<before>${QUOTE},${SPACE}${SAME_QUOTE}value${SAME_QUOTE}${SPACE}:${SPACE}${SAME_QUOTE})${QUOTED}`,
  // &quot;password&quot;:&quot;...&quot;
  `(?<before>&quot;${SPACE}:${SPACE}&quot;)(?:[^&<]|&(?!quot;)){1,${LONGEST}}`,
  // password: '...'
  String.raw`(?<before>["']?${SPACE}[:=]${SPACE}')(?:[^'\\\r\n]|\\.){1,${LONGEST}}`,
  // password: ..., to the end of a line of YAML or of a log
  String.raw`(?<before>:[ \t]{1,4})(?=[^\r\n]{0,128}[0-9])(?=[^\r\n]{0,128}[a-z])[^\0-\x20"'<>()[\]{},;\\]{6,${LONGEST}}(?=[ \t]{0,8}(?:[\r\n]|\\n|$))`,
  // ?token=...&, password=..., in an address or a form
  String.raw`(?<before>(?:=|%3D))[^\0-\x20&"'<>()#\\;,{}|${'`'}]{1,${LONGEST}}`,
].map((rule) => new RegExp(rule, 'giy'));

/** What needs no such name. */
const ANYWHERE: readonly RegExp[] = [
  // {"name":"sid","value":"...","domain":"..."}
  `(?<before>"value${QUOTE}:${SAME_QUOTE})${QUOTED}(?=${SAME_QUOTE},[^{}]{0,${AROUND}}?"(?:httpOnly|domain|sameSite))`,
  // {"type":"password", ... "__playwright_value_":"..."}, in both orders
  `(?<before>"type":"password"[^{}]{0,${AROUND}}?"(?:__playwright_)?value_?${QUOTE}:${SAME_QUOTE})${QUOTED}`,
  `(?<before>"__playwright_value_${QUOTE}:${SAME_QUOTE})${QUOTED}(?=[^{}]{0,${AROUND}}?"type":"password")`,
  // {"selector":"internal:label=\"Password\"i","strict":true,"value":"..."}
  `(?<before>passw[^{}\\n]{0,128}?"(?:,"strict":(?:true|false))?,"(?:value|text)${QUOTE}:${SAME_QUOTE})${QUOTED}`,
  // <input type="password" value="...">
  String.raw`(?<before>type=\\?["']password\\?["'][^<>]{0,${AROUND}}?[ \t]value=\\?["'])[^"'\\<>]{1,${LONGEST}}`,
  // Fill "..." getByLabel('Password')
  String.raw`(?<before>\b(?:fill|type)[ (]${QUOTE})${QUOTED}(?=${SAME_QUOTE}[ )][^\n]{0,128}passw)`,
  // - textbox "Password" [active]: ...
  String.raw`(?<before>textbox \\{0,7}"[^"\n]{0,128}passw[^"\n]{0,128}"(?: \[[^\]\n]{0,64}\]){0,8}: \\{0,7}"?)[^\r\n"\\]{1,${LONGEST}}`,
  // Cookie: ..., Authorization: ... at the beginning of a line, or written so
  String.raw`(?<before>(?:\b(?:set-)?cookie|\b(?:proxy-)?authorization|x-[a-z-]{0,32}(?:key|token)):[ \t]{0,8})[^\r\n"\\<]{1,${LONGEST}}`,
  // Bearer ...: with a digit, which a word of prose has not
  String.raw`(?<before>\bBearer(?:[ \t]|%20|\+){1,4})(?=[^0-9 \t]{0,128}[0-9])[A-Za-z0-9._~+/=%-]{8,${LONGEST}}`,
  // postgres://user:...@host
  String.raw`(?<before>[a-z0-9]:(?:\\{0,7}/){2}[^\0-\x20/:@"'<>\\]{0,128}:)[^\0-\x20/@"'<>\\]{1,${AROUND}}(?=@)`,
  // eyJ....eyJ....: a JSON Web Token; its first two parts are JSON, which begins so in base64
  String.raw`(?<before>)\beyJ[\w-]{8,2048}\.(?:eyJ)?[\w-]{8,4096}(?:\.[\w-]{0,2048})?`,
].map((rule) => new RegExp(rule, 'gi'));

/** "cookies":[{"name":"sid","value":"..."}], each of them. */
const COOKIES = new RegExp(String.raw`cookies\\{0,7}":\[\{(?:(?!\}\])[^\n]){1,${LIST}}`, 'gi');
const COOKIE = new RegExp(`(?<before>"value${QUOTE}:${SAME_QUOTE})${QUOTED}`, 'g');

/** What has been hidden already, and what names nothing. */
const NO_SECRET = /^(?:|\[redacted\]|%5Bredacted%5D|null|undefined|true|false|j+|9+)$/i;

/** What looks like a secret, by its place or its form, in a text. Pure. */
export function shapesIn(text: string): Span[] {
  const matches = [...ANYWHERE.flatMap((rule) => [...text.matchAll(rule)]), ...namedIn(text)];
  const cookies = [...text.matchAll(COOKIES)].flatMap(({ 0: list, index }) =>
    [...list.matchAll(COOKIE)].map((match) => spanOf(match, index)),
  );
  return [...matches.map((match) => spanOf(match)), ...cookies].filter(
    ({ start, end }) => !NO_SECRET.test(text.slice(start, end)),
  );
}

/** What a match holds after what stays. */
function spanOf(match: RegExpExecArray, offset = 0): Span {
  const begin = offset + match.index;
  return { start: begin + (match.groups?.['before']?.length ?? 0), end: begin + match[0].length };
}

/** One search for the names, and a look at what follows each, costs a quarter of a search by every rule. */
function namedIn(text: string): RegExpExecArray[] {
  return [...text.matchAll(NAME)].flatMap(({ 0: name, index }) =>
    AFTER_NAME.flatMap((rule) => {
      rule.lastIndex = index + name.length;
      const match = rule.exec(text);
      return match === null ? [] : [match];
    }),
  );
}
