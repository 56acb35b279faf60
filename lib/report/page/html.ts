/** HTML that may be put into a page as it is. */
export class Html {
  constructor(readonly text: string) {}
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '\n',
  '\t': '\t',
  '\r': '',
};

/** Characters of one text that a page shows; whoever needs the rest finds it in `results.json`. */
const LONGEST = 2_000;

const code = (sign: string): string => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/**
 * A text as HTML that shows it, also inside of an attribute. What would turn the direction of the text around it, or show
 * nothing at all, is named.
 */
export const escape = (text: string): string =>
  shortened(text).replaceAll(/[&<>"']|\p{Cc}|\p{Bidi_Control}/gu, (sign) => ESCAPES[sign] ?? code(sign));

const shortened = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST)} … and ${text.length - LONGEST} more characters`;

/** A text of so many characters at the most. */
export const clipped = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

type Part = Html | string | number | null | undefined | false | readonly Part[];

/** A template of HTML: what is filled in is escaped, unless it is HTML itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((all, text, place) => all + rendered(parts[place - 1]) + text));
}

function rendered(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(rendered).join('');
  return escape(String(part));
}

const CODE = /(`[^`]+`)/;

/** A text in which what stands between backticks is code, and something to type when it has more than one word. */
export const prose = (text: string): Html =>
  html`${text.split(CODE).map((part) => (CODE.test(part) ? codeOf(part.slice(1, -1)) : part))}`;

const codeOf = (text: string): Html =>
  text.includes(' ') ? html`<code class="command">${text}</code>` : html`<code>${text}</code>`;
