import { defineTarget } from '../../lib/target/define.js';
import staging from '../staging/target.js';

/**
 * What staging is, where real people are: nothing is written, and no store is asked, that SMOKE_GRANTS does not name. When
 * targets/staging grows, this grows with it.
 */
export default defineTarget({ ...staging, name: 'production', environment: 'production' });
