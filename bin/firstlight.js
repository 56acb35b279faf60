#!/usr/bin/env node
import { register } from 'tsx/esm/api';

// The command is TypeScript and is run as it stands: there is no build step that could be out of date.
register();
const { main } = await import('../cli/main.js');
process.exitCode = await main(process.argv);
