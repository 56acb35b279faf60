/** A name as SQL writes it, whatever is in it. */
export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
