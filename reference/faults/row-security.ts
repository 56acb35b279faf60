/** What is red where the rows of a table are not separated by tenant at all. */
export const separatedRows: readonly string[] = [
  'row-level security > each tenant sees its own rows, and no others',
  'row-level security > who is no tenant sees nothing',
  'row-level security > the owner of a table is bound like everybody',
  'row-level security of writes > a row of another tenant is refused',
];
