import { appendFileSync } from 'node:fs';

// Loaded into every process of a run: each writes down how much memory it had at its peak, in KiB.
process.once('exit', () => appendFileSync(process.env['SELFTEST_PEAKS'] ?? '', `${process.resourceUsage().maxRSS}\n`));
