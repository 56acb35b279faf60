/** What a page of a form gave. */
export interface FormPage {
  readonly html: string;
  readonly cookies: Readonly<Record<string, string>>;
}

/** What is sent with a form besides what was typed: a token against forgery, say. */
export interface FormExtras {
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A page that is asked for before a form is sent; the cookies that it sets go back with the form. */
export interface SignInForm {
  readonly page: string;
  readonly carries?: (page: FormPage) => FormExtras;
}

/** The value of the hidden field of this name, or of the `<meta>` of this name, goes with the form. */
export const hiddenField =
  (name: string, sentAs = name) =>
  ({ html }: FormPage): FormExtras => {
    const value = valueIn(html, name);
    return value === undefined ? {} : { fields: { [sentAs]: value } };
  };

/** The value of this cookie goes with the form as a header: `cookieAsHeader('XSRF-TOKEN', 'X-XSRF-TOKEN')`. */
export const cookieAsHeader =
  (cookie: string, header: string) =>
  ({ cookies }: FormPage): FormExtras => {
    const value = cookies[cookie];
    return value === undefined ? {} : { headers: { [header.toLowerCase()]: decodeURIComponent(value) } };
  };

function valueIn(html: string, name: string): string | undefined {
  const tags = html.match(/<(?:input|meta)\b[^>]*>/gi) ?? [];
  const tag = tags.find((each) => attribute(each, 'name') === name);
  return tag && (attribute(tag, 'value') ?? attribute(tag, 'content'));
}

function attribute(tag: string, name: string): string | undefined {
  const [, double, single, bare] =
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag) ?? [];
  const value = double ?? single ?? bare;
  return value === undefined ? undefined : readable(value);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What HTML's character references stand for, as far as tokens are written with them. */
const readable = (text: string): string =>
  text.replaceAll(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0x10_ff_ff ? whole : String.fromCodePoint(code);
    },
  );
