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
};

/** A text as HTML that shows it, also inside of an attribute. */
export const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

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

/** A text in which what stands between backticks is code. */
export const prose = (text: string): Html =>
  html`${text.split(CODE).map((part) => (CODE.test(part) ? html`<code>${part.slice(1, -1)}</code>` : part))}`;
