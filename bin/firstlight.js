#!/usr/bin/env node
import { register } from 'tsx/esm/api';

// The command is TypeScript and is run as it stands: there is no build step that could be out of date.
register();
const { main } = await import('../cli/main.js');
const code = await main(process.argv);
// A connection that a deployment keeps open must not hold the answer back; what was printed goes out first.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
