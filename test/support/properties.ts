import fc from 'fast-check';
import { seedOf } from './random.js';

// Setup of every test file: properties draw the same examples each run, or others with TEST_SEED.
fc.configureGlobal({ seed: seedOf() });
