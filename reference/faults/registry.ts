import { readdir } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import * as z from 'zod';
import type { Fault } from './define.js';

// This runs as TypeScript in the supervisor and as JavaScript in the services.
const extension = extname(import.meta.url);

const isFault = (value: unknown): value is Fault =>
  z.object({ name: z.string(), expects: z.array(z.string()) }).safeParse(value).success;

/** Every fault: the default export (one, or a list) of each file in this folder. */
export async function loadFaults(): Promise<readonly Fault[]> {
  const folder = new URL('./', import.meta.url);
  const files = (await readdir(folder)).filter((file) => isFaultFile(file)).toSorted();
  const modules = await Promise.all(files.map((file) => importDefault(new URL(file, folder).href)));
  const faults = modules.flat().filter(isFault);
  const names = faults.map((fault) => fault.name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated) throw new Error(`Two faults are called ${repeated}.`);
  return faults;
}

function isFaultFile(file: string): boolean {
  return (
    file.endsWith(extension) && !['define', 'registry'].includes(basename(file, extension)) && !file.includes('.test.')
  );
}

async function importDefault(href: string): Promise<unknown> {
  const loaded: { default: unknown } = await import(href);
  return loaded.default;
}
