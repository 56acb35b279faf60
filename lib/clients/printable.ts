/** A text of a stranger as it may be shown: without what would move the cursor of a terminal, or ring its bell. */
export const printable = (text: string): string => text.replaceAll(/[^\P{Cc}\n\t]/gu, '\uFFFD');
